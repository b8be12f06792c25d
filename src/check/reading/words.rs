//! The words of which sentences about figures are made. What is not among them is not understood, and nothing is concluded
//! from a sentence in which it stands between a figure and its name.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::cell::Phase;
use crate::model::comparison::Base;
use crate::model::measure::Measure as M;

/// What a word does in a sentence about figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// It names a figure: any of these measures, or none that is known here.
    Topic(&'static [M]),
    /// It says that a figure is of a phase.
    Phase(Phase),
    /// 预算, which in a final account is the original or the adjusted one.
    Planned,
    /// It begins a comparison: 比, 较, 与.
    Compare,
    /// What a figure is compared with.
    Base(Base),
    /// More, less.
    More,
    /// Less.
    Less,
    /// The same.
    Same,
    /// 占.
    Share,
    /// 完成.
    Complete,
    /// 的.
    Of,
    /// 均, 都: each of several.
    Each,
    /// It says nothing of which figure.
    Filler,
    /// It begins something else: what follows is not the figure's.
    Stop,
    /// What follows is about something else to the end of the sentence: a project, a reason.
    Another,
    /// 包括: the parts of the figure before, or of what is named in front of it.
    Including,
}

/// What names a measure may have in front without becoming another.
const FISCAL: [&str; 4] = ["财政拨款", "一般公共预算财政拨款", "一般公共预算", "当年财政拨款"];

/// Names of figures.
const TOPICS: &[(&[&str], &[M])] = &[
    (&["收入总计", "收入合计", "总收入", "收入总额", "收入"], &[M::RevenueTotal, M::RevenueCurrent]),
    (&["本年收入合计", "本年收入", "当年收入", "本年度收入"], &[M::RevenueCurrent, M::RevenueTotal]),
    (&["支出总计", "支出合计", "总支出", "支出总额", "支出"], &[M::ExpenditureTotal, M::ExpenditureCurrent]),
    (&["本年支出合计", "本年支出", "当年支出", "本年度支出"], &[M::ExpenditureCurrent, M::ExpenditureTotal]),
    (
        &["收支总计", "收支总额", "收支总预算", "收支", "收、支总计", "收入支出总计", "收入支出", "收支预算"],
        &[M::RevenueTotal, M::ExpenditureTotal, M::RevenueCurrent, M::ExpenditureCurrent],
    ),
    (
        &[
            "一般公共预算财政拨款收入",
            "一般公共预算拨款收入",
            "一般公共预算收入",
            "一般公共预算拨款",
            "一般公共预算当年拨款收入",
        ],
        &[M::RevenueGeneralPublic],
    ),
    (&["一般公共预算财政拨款", "一般公共预算"], &[M::RevenueGeneralPublic, M::GeneralPublic]),
    (
        &[
            "政府性基金预算财政拨款收入",
            "政府性基金预算拨款收入",
            "政府性基金预算收入",
            "政府性基金收入",
            "基金预算收入",
            "基金收入",
        ],
        &[M::RevenueGovernmentFund],
    ),
    (&["政府性基金预算财政拨款支出", "政府性基金预算支出", "政府性基金支出", "基金预算支出"], &[M::GovernmentFund]),
    (
        &["政府性基金预算财政拨款", "政府性基金预算拨款", "政府性基金预算", "政府性基金", "基金预算"],
        &[M::RevenueGovernmentFund, M::GovernmentFund],
    ),
    (
        &["国有资本经营预算财政拨款收入", "国有资本经营预算拨款收入", "国有资本经营预算收入", "国有资本经营收入"],
        &[M::RevenueStateCapital],
    ),
    (&["国有资本经营预算财政拨款支出", "国有资本经营预算支出", "国有资本经营支出"], &[M::StateCapital]),
    (
        &["国有资本经营预算财政拨款", "国有资本经营预算拨款", "国有资本经营预算"],
        &[M::RevenueStateCapital, M::StateCapital],
    ),
    (
        &["财政专户管理资金收入", "财政专户管理资金", "财政专户核拨收入", "财政专户核拨", "财政专户收入"],
        &[M::RevenueFiscalAccount],
    ),
    (&["事业收入"], &[M::RevenueService]),
    (&["事业单位经营收入", "经营收入"], &[M::RevenueBusiness]),
    (&["上级补助收入", "上级补助"], &[M::RevenueSuperior]),
    (&["附属单位上缴收入", "附属单位缴款"], &[M::RevenueSubordinate]),
    (&["其他收入", "其他来源收入", "其他来源"], &[M::RevenueOther]),
    (
        &["上年结转和结余", "上年结转结余", "上年结转", "年初结转和结余", "年初结转结余", "年初结转"],
        &[M::RevenueCarriedIn],
    ),
    (&["年末结转和结余", "年末结转结余", "年末结转", "结转下年", "结转下年支出"], &[M::ExpenditureCarriedOut]),
    (&["使用非财政拨款结余", "使用非财政拨款结余(含专用结余)"], &[M::RevenueUsedSurplus]),
    (&["结余分配"], &[M::SurplusDistribution]),
    (&["基本支出", "基本经费"], &[M::Basic, M::GeneralPublicBasic]),
    (&["项目支出", "项目经费"], &[M::Project, M::GeneralPublicProject]),
    (&["人员经费", "人员支出"], &[M::Personnel, M::GeneralPublicPersonnel]),
    (&["日常公用经费", "日常公用支出", "公用经费", "公用支出"], &[M::Operating, M::GeneralPublicOperating]),
    (&["上缴上级支出"], &[M::ToSuperior]),
    (&["事业单位经营支出", "经营支出"], &[M::Business]),
    (&["对附属单位补助支出", "对附属单位补助"], &[M::ToSubordinates]),
    (&["财政拨款收入", "财政拨款本年收入"], &[M::FiscalRevenue]),
    (&["财政拨款支出", "财政拨款本年支出"], &[M::FiscalExpenditure]),
    (&["财政拨款"], &[M::FiscalRevenue, M::FiscalExpenditure]),
    // What is carried in and out of the treasury's money, and its totals, have no measure of their own.
    (
        &[
            "年初财政拨款结转和结余",
            "年末财政拨款结转和结余",
            "财政拨款收入总计",
            "财政拨款支出总计",
            "财政拨款收支总计",
            "国内公务接待支出",
            "国内公务接待费",
            "外宾接待支出",
            "外事接待支出",
            "外事接待费",
            "单位资金收入",
            "单位资金支出",
            "单位资金",
            "单位自有资金",
            "非同级财政拨款收入",
            "非同级财政拨款",
            "非财政拨款收入",
            "非财政拨款支出",
            "非财政拨款",
            "财政专户管理资金支出",
            "非税收入",
            "税收收入",
        ],
        &[],
    ),
    (
        &["一般公共预算财政拨款支出", "一般公共预算拨款支出", "一般公共预算支出", "一般公共预算当年拨款支出"],
        &[M::GeneralPublic],
    ),
    (&["一般公共预算财政拨款基本支出", "一般公共预算基本支出"], &[M::GeneralPublicBasic]),
    (&["一般公共预算财政拨款项目支出", "一般公共预算项目支出"], &[M::GeneralPublicProject]),
    (&["机关运行经费", "机关运行费"], &[M::OperatingCost]),
    (&["三公经费", "三公经费支出", "三公经费总额"], &[M::ThreePublic]),
    (
        &["因公出国(境)费用", "因公出国(境)费", "因公出国(境)支出", "因公出国(境)经费", "因公出国费", "因公出国(境)"],
        &[M::Abroad],
    ),
    (
        &[
            "公务用车购置及运行维护费",
            "公务用车购置及运行费",
            "公务用车购置及运行费支出",
            "公务用车购置及运维费",
            "公务用车购置和运行维护费",
            "公务用车购置和运行费",
            "公务用车购置费及运行维护费",
            "公务用车购置及运行维护费支出",
            "公务用车购置及运行维护",
        ],
        &[M::Vehicles],
    ),
    (&["公务用车购置费", "公务用车购置费支出", "公务用车购置支出", "公务用车购置"], &[M::VehiclePurchase]),
    (
        &[
            "公务用车运行维护费",
            "公务用车运行费",
            "公务用车运行费支出",
            "公务用车运维费",
            "公务用车运行维护支出",
            "公务用车运行维护费支出",
            "公务用车运行维护",
        ],
        &[M::VehicleRunning],
    ),
    (&["公务接待费", "公务接待费支出", "公务接待支出", "公务接待"], &[M::Reception]),
    (
        &["政府采购支出总额", "政府采购支出", "政府采购预算", "政府采购总额", "政府采购金额", "政府采购"],
        &[M::Procurement],
    ),
    (
        &["政府采购货物支出", "政府采购货物预算", "政府采购货物", "货物类采购", "货物支出", "货物类", "货物"],
        &[M::ProcurementGoods],
    ),
    (
        &["政府采购工程支出", "政府采购工程预算", "政府采购工程", "工程类采购", "工程支出", "工程类", "工程"],
        &[M::ProcurementWorks],
    ),
    (
        &["政府采购服务支出", "政府采购服务预算", "政府采购服务", "服务类采购", "服务支出", "服务类", "服务"],
        &[M::ProcurementServices],
    ),
    (&["授予中小企业合同金额", "授予中小企业合同", "中小企业合同金额"], &[M::ProcurementSmallMedium]),
    (&["授予小微企业合同金额", "授予小微企业合同", "小微企业合同金额"], &[M::ProcurementSmallMicro]),
    // 固定资产 may be all of it, or without 无形资产 and the like.
    (&["资产总额", "国有资产总额", "资产合计"], &[M::Assets]),
];

/// Figures of the treasury's money that a place may write with it in front.
const OF_FISCAL: [(&str, &[M]); 5] = [
    ("三公经费", &[M::ThreePublic]),
    ("三公经费支出", &[M::ThreePublic]),
    ("基本支出", &[M::GeneralPublicBasic]),
    ("项目支出", &[]),
    ("机关运行经费", &[M::OperatingCost]),
];

/// Names behind which a place may write that the money is the treasury's, and that it is spent.
const WITH_SUFFIX: [(&str, &[M]); 4] = [
    ("三公经费", &[M::ThreePublic]),
    ("机关运行经费", &[M::OperatingCost]),
    ("因公出国(境)费", &[M::Abroad]),
    ("公务接待费", &[M::Reception]),
];

/// What may stand behind such a name.
const SUFFIXES: [&str; 4] = ["财政拨款", "财政拨款支出", "一般公共预算财政拨款", "支出"];

const OTHERS: &[(&[&str], Word)] = &[
    (&["自评", "得分", "评分"], Word::Another),
    (&["主要原因", "主要原因是", "主要是", "主要为", "原因", "原因是", "因为", "由于"], Word::Another),
    (&["包括", "包含"], Word::Including),
    (&["预算执行数", "预算执行"], Word::Phase(Phase::Actual)),
    (&["年初预算数", "年初预算"], Word::Phase(Phase::Original)),
    (
        &[
            "全年预算数",
            "全年预算",
            "调整预算数",
            "调整预算",
            "调整后预算数",
            "调整后预算",
            "预算调整为",
            "执行中调整为",
            "调整为",
        ],
        Word::Phase(Phase::Adjusted),
    ),
    (
        &["支出决算数", "支出决算", "决算支出", "决算数", "决算", "实际支出", "执行数", "实际支出数"],
        Word::Phase(Phase::Actual),
    ),
    (&["预算数", "预算"], Word::Planned),
    (&["比", "较", "与", "同", "对比", "比较"], Word::Compare),
    (
        &["上年预算数", "上年预算", "上年年初预算数", "上年年初预算", "去年预算", "上年度预算", "上年度预算数"],
        Word::Base(Base::PriorBudget),
    ),
    (
        &["上年决算数", "上年决算", "上年执行数", "上年实际", "去年决算", "上年度决算数", "上年度决算", "上年支出决算"],
        Word::Base(Base::PriorFinal),
    ),
    (&["上年同期", "上年度", "上年", "上一年度", "上一年", "去年同期", "去年", "同比"], Word::Base(Base::Prior)),
    (&["增加", "增长", "上升", "提高", "增多", "上涨", "增加了", "增长了", "增幅", "增幅为"], Word::More),
    (&["减少", "下降", "降低", "压减", "缩减", "减少了", "下降了", "降幅", "降幅为", "减幅"], Word::Less),
    (
        &[
            "持平",
            "基本持平",
            "基本一致",
            "基本相同",
            "大体持平",
            "一致",
            "相同",
            "无变化",
            "没有变化",
            "无增减变化",
            "没有增减变化",
            "无增减",
            "保持不变",
            "不变",
        ],
        Word::Same,
    ),
    (&["占", "占比", "占比为", "占总额"], Word::Share),
    (&["完成", "占年初预算", "完成率", "执行率"], Word::Complete),
    (&["的", "之"], Word::Of),
    (&["均", "都", "各", "均为", "都为", "各为", "均是"], Word::Each),
    (
        &[
            "为",
            "是",
            "共",
            "共计",
            "合计",
            "总计",
            "总额",
            "计",
            "安排",
            "数",
            "金额",
            "达",
            "达到",
            "其中",
            "中",
            "我局",
            "我单位",
            "我部门",
            "我委",
            "我办",
            "我县",
            "本部门",
            "本单位",
            "本局",
            "本委",
            "本办",
            "本级",
            "部门",
            "单位",
            "全年",
            "当年",
            "本年度",
            "本年",
            "年度",
            "年",
            "共有",
            "列支",
            "总",
            "实际",
            "实现",
            "发生",
            "开支",
            "编制",
            "下达",
            "批复",
            "其",
            "相比",
            "相较",
            "全部",
            "年末",
            "截至",
            "资金",
            "情况",
            "即",
        ],
        Word::Filler,
    ),
    (
        &[
            "主要",
            "因",
            "用于",
            "新增",
            "每",
            "人均",
            "标准",
            "约",
            "不超过",
            "以上",
            "以下",
            "左右",
            "近",
            "不低于",
            "不少于",
            "超过",
            "至",
            "到",
            "分别为",
            "其余",
            "增减变化",
            "增减",
            "同类",
            "同时",
            "不同",
            "同意",
            "共同",
            "与会",
            "参与",
            "较大",
            "较多",
            "较好",
            "较高",
            "比例",
            "比率",
            "比重",
            "口径",
            "累计",
            "环比",
            "中央",
            "省级",
            "市级",
            "追加",
            "收回",
            "结余资金",
            "没有",
            "分别",
            "无",
            "未",
            "未安排",
        ],
        Word::Stop,
    ),
];

/// All words with what they do.
pub struct Words {
    finder: AhoCorasick,
    words: Vec<Word>,
}

impl Words {
    /// The words, put together once.
    pub fn get() -> Option<&'static Self> {
        static WORDS: OnceLock<Option<Words>> = OnceLock::new();
        WORDS.get_or_init(Self::new).as_ref()
    }

    fn new() -> Option<Self> {
        let mut texts: Vec<String> = Vec::new();
        let mut words = Vec::new();
        let mut enter = |text: String, word: Word| {
            // What was entered first prevails.
            if !texts.contains(&text) {
                texts.push(text);
                words.push(word);
            }
        };
        for prefix in FISCAL {
            for (name, measures) in OF_FISCAL {
                enter(format!("{prefix}{name}"), Word::Topic(measures));
            }
        }
        for suffix in SUFFIXES {
            for (name, measures) in WITH_SUFFIX {
                enter(format!("{name}{suffix}"), Word::Topic(measures));
            }
        }
        for (names, measures) in TOPICS {
            for name in *names {
                enter((*name).to_owned(), Word::Topic(measures));
            }
        }
        for (others, word) in OTHERS {
            for other in *others {
                enter((*other).to_owned(), *word);
            }
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&texts).ok()?;
        Some(Self { finder, words })
    }

    /// The words of a text, in order, each with where it begins and ends.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize, Word)> + 't {
        self.finder.find_iter(text).map(|found| (found.start(), found.end(), self.words[found.pattern().as_usize()]))
    }
}
