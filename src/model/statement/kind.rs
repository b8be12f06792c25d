//! The kinds of statutory tables: their published titles, their columns, their codes.

use crate::diagnostic::Term;
use crate::model::classification::System;
use crate::model::field::{Keyword, Spelling, keyword};

keyword! {
    /// A statutory table. Any published title of a kind names it; the number of a table never does.
    pub enum StatementKind = "报表种类" {
        /// 部门收支总表.
        IncomeExpenditure = "income_expenditure" | "收支总表" | "部门收支总体情况表" | "部门收支总表" | "部门预算收支总表" | "部门财务收支预算总表" | "部门收支预算总表" | "收支预算总表" | "收入支出预算总表" | "收入支出决算总表" | "部门收支决算总表";
        /// 部门收入总表.
        Income = "income" | "收入总表" | "部门收入总体情况表" | "部门收入总表" | "部门收入预算总表" | "部门收入预算表" | "收入预算总表" | "收入预算表" | "收入决算表" | "部门收入决算表";
        /// 部门支出总表.
        Expenditure = "expenditure" | "支出总表" | "部门支出总体情况表" | "部门支出总表" | "部门支出预算总表" | "部门支出预算表" | "支出预算总表" | "支出预算表" | "支出决算表" | "部门支出决算表";
        /// 财政拨款收支总表.
        FiscalAppropriation = "fiscal_appropriation" | "财政拨款收支总表" | "财政拨款收支总体情况表" | "财政拨款收支预算总表" | "部门财政拨款收支总体情况表" | "财政拨款收入支出决算总表" | "财政拨款收支决算总表";
        /// 一般公共预算支出表.
        GeneralPublic = "general_public" | "一般公共预算支出表" | "一般公共预算支出情况表" | "一般公共预算支出预算表" | "一般公共预算财政拨款支出表" | "一般公共预算财政拨款支出预算表" | "一般公共预算财政拨款支出决算表" | "一般公共预算支出决算表";
        /// 一般公共预算基本支出表.
        BasicByEconomic = "basic_by_economic" | "一般公共预算基本支出表" | "一般公共预算基本支出情况表" | "一般公共预算基本支出预算表" | "一般公共预算财政拨款基本支出表" | "一般公共预算财政拨款基本支出预算表" | "一般公共预算财政拨款基本支出决算表" | "一般公共预算财政拨款基本支出决算明细表" | "一般公共预算基本支出决算表";
        /// “三公”经费支出表.
        ThreePublic = "three_public" | "三公经费支出表" | "三公经费支出情况表" | "三公经费支出预算表" | "三公经费支出决算表" | "部门三公经费支出情况表" | "一般公共预算三公经费支出表" | "一般公共预算三公经费支出情况表" | "一般公共预算三公经费支出预算表" | "一般公共预算财政拨款三公经费支出表" | "一般公共预算财政拨款三公经费支出决算表" | "财政拨款三公经费支出表" | "财政拨款三公经费支出情况表" | "财政拨款三公经费支出决算表";
        /// 政府性基金预算支出表.
        GovernmentFund = "government_fund" | "政府性基金预算支出表" | "政府性基金预算支出情况表" | "政府性基金预算财政拨款支出表" | "政府性基金预算支出预算表" | "政府性基金预算财政拨款支出决算表" | "政府性基金预算财政拨款收入支出决算表" | "政府性基金预算支出决算表";
        /// 国有资本经营预算支出表.
        StateCapital = "state_capital" | "国有资本经营预算支出表" | "国有资本经营预算支出情况表" | "国有资本经营预算财政拨款支出表" | "国有资本经营预算支出预算表" | "国有资本经营预算财政拨款支出决算表" | "国有资本经营预算财政拨款收入支出决算表" | "国有资本经营预算支出决算表";
        /// 项目支出表.
        ProjectExpenditure = "project_expenditure" | "项目支出表" | "项目支出预算表" | "部门项目支出表" | "项目支出情况表" | "项目支出决算表";
        /// 政府采购表.
        Procurement = "procurement" | "政府采购表" | "政府采购预算表" | "部门政府采购预算表" | "政府采购情况表" | "政府采购决算表";
        /// Any table that a place adds; it declares its own columns.
        Other = "other" | "其他报表" | "其他";
    }
}

/// A column of a kind: its table in domain terms, one line a column.
const TOTAL: Spelling = Spelling { key: "total", chinese: &["合计", "总计", "小计"] };
const BASIC: Spelling = Spelling { key: "basic", chinese: &["基本支出"] };
const PROJECT: Spelling = Spelling { key: "project", chinese: &["项目支出"] };
const PERSONNEL: Spelling = Spelling { key: "personnel", chinese: &["人员经费"] };
const OPERATING: Spelling = Spelling { key: "operating", chinese: &["公用经费", "日常公用经费"] };
const GENERAL_PUBLIC: Spelling = Spelling {
    key: "general_public",
    chinese: &[
        "一般公共预算",
        "一般公共预算财政拨款",
        "一般公共预算财政拨款收入",
        "一般公共预算拨款",
        "一般公共预算拨款收入",
        "一般公共预算收入",
    ],
};
const GOVERNMENT_FUND: Spelling = Spelling {
    key: "government_fund",
    chinese: &[
        "政府性基金预算",
        "政府性基金",
        "政府性基金预算财政拨款",
        "政府性基金预算财政拨款收入",
        "政府性基金预算拨款",
        "政府性基金预算拨款收入",
        "政府性基金预算收入",
    ],
};
const STATE_CAPITAL: Spelling = Spelling {
    key: "state_capital",
    chinese: &[
        "国有资本经营预算",
        "国有资本经营",
        "国有资本经营预算财政拨款",
        "国有资本经营预算财政拨款收入",
        "国有资本经营预算拨款",
        "国有资本经营预算拨款收入",
        "国有资本经营预算收入",
    ],
};
const FISCAL_ACCOUNT: Spelling = Spelling {
    key: "fiscal_account",
    chinese: &["财政专户管理资金", "财政专户管理资金收入", "财政专户核拨", "财政专户核拨收入"],
};
const CARRIED_IN: Spelling = Spelling {
    key: "carried_in",
    chinese: &["年初结转和结余", "年初结转", "年初结转结余", "上年结转", "上年结转结余", "上年结转和结余"],
};
const CARRIED_OUT: Spelling = Spelling {
    key: "carried_out",
    chinese: &["年末结转和结余", "年末结转", "年末结转结余", "结转下年", "结转下年支出"],
};
const OTHER: Spelling = Spelling { key: "other", chinese: &["其他", "其他收入"] };
/// The one column of a table that has no other; in a final account it may be printed in phases.
const AMOUNT: Spelling = Spelling { key: "amount", chinese: &["金额"] };

const INCOME_COLUMNS: &[Spelling] = &[
    TOTAL,
    Spelling { key: "current", chinese: &["本年收入合计"] },
    CARRIED_IN,
    Spelling { key: "fiscal", chinese: &["财政拨款", "财政拨款收入"] },
    GENERAL_PUBLIC,
    GOVERNMENT_FUND,
    STATE_CAPITAL,
    FISCAL_ACCOUNT,
    Spelling { key: "superior", chinese: &["上级补助", "上级补助收入"] },
    Spelling { key: "service", chinese: &["事业收入", "事业"] },
    Spelling { key: "business", chinese: &["经营收入", "事业单位经营收入", "经营"] },
    Spelling { key: "subordinate", chinese: &["附属单位上缴", "附属单位上缴收入", "附属单位缴款"] },
    OTHER,
];
const EXPENDITURE_COLUMNS: &[Spelling] = &[
    TOTAL,
    Spelling { key: "current", chinese: &["本年支出合计"] },
    BASIC,
    PROJECT,
    Spelling { key: "to_superior", chinese: &["上缴上级支出", "上缴上级"] },
    Spelling { key: "business", chinese: &["经营支出", "经营", "事业单位经营支出"] },
    Spelling {
        key: "to_subordinates", chinese: &["对附属单位补助支出", "对附属单位补助", "对下级单位补助支出"]
    },
];
const THREE_PUBLIC_COLUMNS: &[Spelling] = &[
    Spelling { key: "total", chinese: &["合计", "总计", "“三公”经费合计", "三公经费合计"] },
    Spelling {
        key: "abroad",
        chinese: &["因公出国（境）费", "因公出国（境）费用", "因公出国境费", "因公出国", "因公出国费"],
    },
    Spelling {
        key: "vehicles",
        chinese: &[
            "公务用车小计",
            "公务用车购置及运行维护费",
            "公务用车购置及运行费",
            "公务用车购置及运维费",
            "公务用车购置和运行维护费",
            "公务用车购置和运行费",
            "公务用车",
            "小计",
        ],
    },
    Spelling { key: "purchase", chinese: &["公务用车购置费", "购置费", "购置"] },
    Spelling {
        key: "running",
        chinese: &["公务用车运行维护费", "公务用车运行费", "公务用车运维费", "运行维护费", "运行费", "运行"],
    },
    Spelling { key: "reception", chinese: &["公务接待费", "公务接待"] },
];
const FUND_COLUMNS: &[Spelling] = &[
    CARRIED_IN,
    Spelling { key: "revenue", chinese: &["本年收入", "本年收入合计"] },
    Spelling { key: "total", chinese: &["合计", "总计", "小计", "本年支出", "本年支出合计"] },
    BASIC,
    PROJECT,
    CARRIED_OUT,
];
const PROJECT_EXPENDITURE_COLUMNS: &[Spelling] =
    &[TOTAL, GENERAL_PUBLIC, GOVERNMENT_FUND, STATE_CAPITAL, FISCAL_ACCOUNT, CARRIED_IN, OTHER];
const PROCUREMENT_COLUMNS: &[Spelling] = &[
    TOTAL,
    Spelling { key: "goods", chinese: &["货物"] },
    Spelling { key: "works", chinese: &["工程"] },
    Spelling { key: "services", chinese: &["服务"] },
    Spelling {
        key: "small_medium", chinese: &["授予中小企业", "中小企业", "授予中小企业合同金额"]
    },
    Spelling {
        key: "small_micro", chinese: &["授予小微企业", "小微企业", "授予小微企业合同金额", "其中：小微企业"]
    },
];

impl StatementKind {
    /// The columns that the kind has everywhere, in their printed order (domain: statutory tables).
    pub fn columns(self) -> &'static [Spelling] {
        match self {
            Self::IncomeExpenditure => const { &[AMOUNT] },
            Self::Income => INCOME_COLUMNS,
            Self::Expenditure => EXPENDITURE_COLUMNS,
            Self::FiscalAppropriation => const { &[AMOUNT, TOTAL, GENERAL_PUBLIC, GOVERNMENT_FUND, STATE_CAPITAL] },
            Self::GeneralPublic => const { &[TOTAL, BASIC, PERSONNEL, OPERATING, PROJECT] },
            Self::BasicByEconomic => const { &[TOTAL, PERSONNEL, OPERATING] },
            Self::ThreePublic => THREE_PUBLIC_COLUMNS,
            Self::GovernmentFund | Self::StateCapital => FUND_COLUMNS,
            Self::ProjectExpenditure => PROJECT_EXPENDITURE_COLUMNS,
            Self::Procurement => PROCUREMENT_COLUMNS,
            Self::Other => &[],
        }
    }

    /// The classifications that the codes of its rows are from; none where a code is anything else.
    pub fn codes(self) -> &'static [System] {
        match self {
            // Some places print the economic classification for governments instead.
            Self::BasicByEconomic => &[System::Economic, System::GovernmentEconomic],
            Self::ProjectExpenditure | Self::Procurement | Self::Other | Self::ThreePublic => &[],
            _ => &[System::Functional],
        }
    }

    /// Whether revenue stands on one half and expenditure on the other.
    pub fn is_two_sided(self) -> bool {
        matches!(self, Self::IncomeExpenditure | Self::FiscalAppropriation)
    }

    /// The kind that a published title names. Quotation marks, the shape of brackets, spaces and a year in front do not
    /// matter; anything else must be a title that is known, since titles contain each other.
    pub fn from_title(title: &str) -> Option<Self> {
        Self::from_word(title).or_else(|| {
            let plain: String = title
                .chars()
                .filter(|letter| {
                    !letter.is_whitespace()
                        && !matches!(letter, '“' | '”' | '"' | '＂' | '(' | ')' | '（' | '）' | '《' | '》')
                })
                .collect();
            let undated = plain.trim_start_matches(|letter: char| letter.is_ascii_digit());
            let undated = undated.strip_prefix("年度").or_else(|| undated.strip_prefix('年')).unwrap_or(undated);
            Self::from_word(&plain).or_else(|| Self::from_word(undated))
        })
    }

    /// The message that names the kind.
    pub fn term(self) -> Term {
        Term(match self {
            Self::IncomeExpenditure => "statement-income_expenditure",
            Self::Income => "statement-income",
            Self::Expenditure => "statement-expenditure",
            Self::FiscalAppropriation => "statement-fiscal_appropriation",
            Self::GeneralPublic => "statement-general_public",
            Self::BasicByEconomic => "statement-basic_by_economic",
            Self::ThreePublic => "statement-three_public",
            Self::GovernmentFund => "statement-government_fund",
            Self::StateCapital => "statement-state_capital",
            Self::ProjectExpenditure => "statement-project_expenditure",
            Self::Procurement => "statement-procurement",
            Self::Other => "statement-other",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_kinds_share_a_title_and_no_two_columns_of_a_kind_a_name() {
        let unique = |mut words: Vec<&str>| {
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            words.len() == count
        };
        assert!(unique(StatementKind::ALL.iter().flat_map(|(_, spelling)| spelling.chinese.iter().copied()).collect()));
        for (kind, _) in StatementKind::ALL {
            let columns = kind.columns().iter();
            let words = columns.flat_map(|column| column.chinese.iter().copied().chain([column.key])).collect();
            assert!(unique(words), "{kind:?}");
        }
    }

    #[test]
    fn a_title_is_known_however_it_is_quoted_and_never_by_a_part_of_it() {
        for (title, kind) in [
            ("一般公共预算“三公”经费支出情况表", StatementKind::ThreePublic),
            ("财政拨款\"三公\"经费支出决算表", StatementKind::ThreePublic),
            ("国有资本经营预算财政拨款(收入)支出决算表", StatementKind::StateCapital),
            ("国有资本经营预算财政拨款支出决算表", StatementKind::StateCapital),
            ("2023年部门收支总体情况表", StatementKind::IncomeExpenditure),
            ("2023年度收入决算表", StatementKind::Income),
            ("一般公共预算财政拨款支出决算表", StatementKind::GeneralPublic),
            ("支出决算表", StatementKind::Expenditure),
        ] {
            assert_eq!(StatementKind::from_title(title), Some(kind), "{title}");
        }
        for title in ["财政专户支出决算表", "01表", "表三", ""] {
            assert_eq!(StatementKind::from_title(title), None, "{title}");
        }
    }
}
