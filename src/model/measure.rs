//! Measures: the figures that are comparable across years and departments, and where each is found.
//!
//! A measure is the stated summary figure, else the statement's cell; its source is recorded, and so is a second
//! source that says otherwise. Adding a measure is adding one line to the table below.

use crate::model::cell::{Cell, Figure};
use crate::model::disclosure::{Disclosure, Kind};
use crate::model::field::{Declared, Keyword, keyword};
use crate::model::money::Money;
use crate::model::spot::{Found, Spot, Tables, expenditure, only, role, source, total, upright};
use crate::model::statement::{RowRole, Side, StatementKind};
use crate::model::summary::RevenueSource;

macro_rules! measures {
    ($( $name:ident = $key:literal | $($chinese:literal)|+ => |$disclosure:ident| $summary:expr, [$($spot:expr),* $(,)?]; )+) => {
        keyword! {
            /// A comparable figure.
            pub enum Measure = "指标" {
                $( #[doc = concat!("`", $key, "`")] $name = $key | $($chinese)|+; )+
            }
        }

        impl Measure {
            /// The figure that the summary states.
            fn summary(self, disclosure: &Disclosure) -> Option<Figure> {
                match self { $( Self::$name => { let $disclosure = disclosure; $summary } )+ }
            }

            /// The places where statements have it, the best first.
            fn spots(self) -> &'static [Spot] {
                match self { $( Self::$name => const { &[$($spot),*] }, )+ }
            }
        }
    };
}

use Kind::{Budget, Final};
use RowRole::{CarriedIn, CarriedOut, Current, Total};
use Side::{Expenditure as Out, Revenue as In};
use StatementKind as S;

measures! {
    RevenueTotal = "revenue.total" | "收入总计" | "收入合计" => |d| d.revenue.as_ref()?.total,
        [role(S::IncomeExpenditure, In, Total), only(Budget, total(S::Income, &["total"]))];
    RevenueCurrent = "revenue.current" | "本年收入合计" => |d| d.revenue.as_ref()?.current,
        [role(S::IncomeExpenditure, In, Current), total(S::Income, &["current"]), only(Final, total(S::Income, &["total"]))];
    RevenueCarriedIn = "revenue.carried_in" | "上年结转" | "年初结转和结余" => |d| d.revenue.as_ref()?.carried_in.map(|balance| balance.0),
        [role(S::IncomeExpenditure, In, CarriedIn), total(S::Income, &["carried_in"])];
    RevenueUsedSurplus = "revenue.used_surplus" | "使用非财政拨款结余" => |d| d.revenue.as_ref()?.used_surplus.map(|balance| balance.0),
        [role(S::IncomeExpenditure, In, RowRole::UsedSurplus)];
    RevenueGeneralPublic = "revenue.general_public" | "一般公共预算收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::GeneralPublic),
        [total(S::Income, &["general_public"]), source(RevenueSource::GeneralPublic)];
    RevenueGovernmentFund = "revenue.government_fund" | "政府性基金预算收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::GovernmentFund),
        [total(S::Income, &["government_fund"]), source(RevenueSource::GovernmentFund)];
    RevenueStateCapital = "revenue.state_capital" | "国有资本经营预算收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::StateCapital),
        [total(S::Income, &["state_capital"]), source(RevenueSource::StateCapital)];
    RevenueFiscalAccount = "revenue.fiscal_account" | "财政专户管理资金收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::FiscalAccount),
        [total(S::Income, &["fiscal_account"]), source(RevenueSource::FiscalAccount)];
    RevenueService = "revenue.service" | "事业收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::Service),
        [total(S::Income, &["service"]), source(RevenueSource::Service)];
    RevenueBusiness = "revenue.business" | "事业单位经营收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::Business),
        [total(S::Income, &["business"]), source(RevenueSource::Business)];
    RevenueSuperior = "revenue.superior" | "上级补助收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::Superior),
        [total(S::Income, &["superior"]), source(RevenueSource::Superior)];
    RevenueSubordinate = "revenue.subordinate" | "附属单位上缴收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::Subordinate),
        [total(S::Income, &["subordinate"]), source(RevenueSource::Subordinate)];
    RevenueOther = "revenue.other" | "其他收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::Other),
        [total(S::Income, &["other"]), source(RevenueSource::Other)];
    ExpenditureTotal = "expenditure.total" | "支出总计" | "支出合计" => |d| d.expenditure.as_ref()?.total,
        [role(S::IncomeExpenditure, Out, Total), only(Budget, total(S::Expenditure, &["total"]))];
    ExpenditureCurrent = "expenditure.current" | "本年支出合计" => |d| d.expenditure.as_ref()?.current,
        [role(S::IncomeExpenditure, Out, Current), total(S::Expenditure, &["current"]), only(Final, total(S::Expenditure, &["total"]))];
    ExpenditureCarriedOut = "expenditure.carried_out" | "结转下年" | "年末结转和结余" => |d| d.expenditure.as_ref()?.carried_out.map(|balance| balance.0),
        [role(S::IncomeExpenditure, Out, CarriedOut)];
    SurplusDistribution = "expenditure.surplus_distribution" | "结余分配" => |d| d.expenditure.as_ref()?.surplus_distribution.map(|balance| balance.0),
        [role(S::IncomeExpenditure, Out, RowRole::SurplusDistribution)];
    Basic = "expenditure.basic" | "基本支出" => |d| d.expenditure.as_ref()?.basic.as_ref()?.total,
        [total(S::Expenditure, &["basic"]), expenditure(&["基本支出"])];
    Personnel = "expenditure.basic.personnel" | "人员经费" => |d| d.expenditure.as_ref()?.basic.as_ref()?.personnel,
        [expenditure(&["人员经费", "人员支出"])];
    Operating = "expenditure.basic.operating" | "公用经费" => |d| d.expenditure.as_ref()?.basic.as_ref()?.operating,
        [expenditure(&["公用经费", "日常公用经费", "公用支出", "日常公用支出"])];
    Project = "expenditure.project" | "项目支出" => |d| d.expenditure.as_ref()?.project,
        [total(S::Expenditure, &["project"]), expenditure(&["项目支出"])];
    ToSuperior = "expenditure.to_superior" | "上缴上级支出" => |d| d.expenditure.as_ref()?.to_superior,
        [total(S::Expenditure, &["to_superior"]), expenditure(&["上缴上级支出"])];
    Business = "expenditure.business" | "经营支出" => |d| d.expenditure.as_ref()?.business,
        [total(S::Expenditure, &["business"]), expenditure(&["经营支出", "事业单位经营支出"])];
    ToSubordinates = "expenditure.to_subordinates" | "对附属单位补助支出" => |d| d.expenditure.as_ref()?.to_subordinates,
        [total(S::Expenditure, &["to_subordinates"]), expenditure(&["对附属单位补助支出"])];
    FiscalRevenue = "fiscal.revenue" | "财政拨款收入" => |_d| None,
        [role(S::FiscalAppropriation, In, Current), total(S::Income, &["fiscal"])];
    FiscalExpenditure = "fiscal.expenditure" | "财政拨款支出" => |_d| None,
        [role(S::FiscalAppropriation, Out, Current)];
    GeneralPublic = "general_public.total" | "一般公共预算支出" => |_d| None,
        [total(S::GeneralPublic, &["total"])];
    GeneralPublicBasic = "general_public.basic" | "一般公共预算基本支出" => |_d| None,
        [total(S::GeneralPublic, &["basic"]), total(S::BasicByEconomic, &["total"])];
    GeneralPublicPersonnel = "general_public.personnel" | "一般公共预算人员经费" => |_d| None,
        [total(S::BasicByEconomic, &["personnel"]), total(S::GeneralPublic, &["personnel"])];
    GeneralPublicOperating = "general_public.operating" | "一般公共预算公用经费" => |_d| None,
        [total(S::BasicByEconomic, &["operating"]), total(S::GeneralPublic, &["operating"])];
    GeneralPublicProject = "general_public.project" | "一般公共预算项目支出" => |_d| None,
        [total(S::GeneralPublic, &["project"])];
    GovernmentFund = "government_fund.total" | "政府性基金预算支出" => |_d| None,
        [total(S::GovernmentFund, &["total"])];
    StateCapital = "state_capital.total" | "国有资本经营预算支出" => |_d| None,
        [total(S::StateCapital, &["total"])];
    OperatingCost = "operating_cost" | "机关运行经费" => |d| given(d.operating_cost.as_ref()).copied(), [];
    ThreePublic = "three_public.total" | "三公经费合计" | "“三公”经费" => |d| given(d.three_public.as_ref())?.total,
        [total(S::ThreePublic, &["total"])];
    Abroad = "three_public.abroad" | "因公出国（境）费" => |d| given(d.three_public.as_ref())?.abroad,
        [total(S::ThreePublic, &["abroad"]), upright(S::ThreePublic, "abroad")];
    Vehicles = "three_public.vehicles" | "公务用车购置及运行维护费" => |d| given(d.three_public.as_ref())?.vehicles.as_ref()?.total,
        [total(S::ThreePublic, &["vehicles"]), upright(S::ThreePublic, "vehicles")];
    VehiclePurchase = "three_public.vehicles.purchase" | "公务用车购置费" => |d| given(d.three_public.as_ref())?.vehicles.as_ref()?.purchase,
        [total(S::ThreePublic, &["purchase"]), upright(S::ThreePublic, "purchase")];
    VehicleRunning = "three_public.vehicles.running" | "公务用车运行维护费" => |d| given(d.three_public.as_ref())?.vehicles.as_ref()?.running,
        [total(S::ThreePublic, &["running"]), upright(S::ThreePublic, "running")];
    Reception = "three_public.reception" | "公务接待费" => |d| given(d.three_public.as_ref())?.reception,
        [total(S::ThreePublic, &["reception"]), upright(S::ThreePublic, "reception")];
    Procurement = "procurement.total" | "政府采购" => |d| given(d.procurement.as_ref())?.total,
        [total(S::Procurement, &["total"])];
    ProcurementGoods = "procurement.goods" | "政府采购货物" => |d| given(d.procurement.as_ref())?.goods,
        [total(S::Procurement, &["goods"])];
    ProcurementWorks = "procurement.works" | "政府采购工程" => |d| given(d.procurement.as_ref())?.works,
        [total(S::Procurement, &["works"])];
    ProcurementServices = "procurement.services" | "政府采购服务" => |d| given(d.procurement.as_ref())?.services,
        [total(S::Procurement, &["services"])];
    ProcurementSmallMedium = "procurement.small_medium" | "授予中小企业合同金额" => |d| given(d.procurement.as_ref())?.small_medium,
        [total(S::Procurement, &["small_medium"])];
    ProcurementSmallMicro = "procurement.small_micro" | "授予小微企业合同金额" => |d| given(d.procurement.as_ref())?.small_micro,
        [total(S::Procurement, &["small_micro"])];
    Assets = "assets.total" | "资产总额" => |d| given(d.assets.as_ref())?.total().map(|cell| Figure { actual: Some(cell), ..Figure::default() }), [];
}

fn given<T>(declared: Option<&Declared<T>>) -> Option<&T> {
    declared?.given()
}

/// A measure's value in one disclosure, with its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// The value; what the summary does not state of it is taken from the statement.
    pub figure: Figure,
    /// What the summary states.
    pub summary: Option<Figure>,
    /// What a statement prints, and where.
    pub statement: Option<Found>,
}

/// Every measure that a disclosure has, in the order of the table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measures(Vec<(Measure, Measured)>);

impl Measures {
    /// The measures of a disclosure.
    pub fn of(disclosure: &Disclosure, kind: Kind) -> Self {
        let tables = Tables::new(disclosure, kind);
        let value = |measure: Measure| {
            let summary = measure.summary(disclosure);
            let statement = measure.spots().iter().find_map(|spot| tables.find(*spot));
            let figure = match (summary, statement) {
                (Some(figure), Some(found)) => figure.or(found.figure),
                (Some(figure), None) => figure,
                (None, Some(found)) => found.figure,
                (None, None) => return None,
            };
            Some((measure, Measured { figure, summary, statement }))
        };
        Self(Measure::ALL.iter().filter_map(|(measure, _)| value(*measure)).collect())
    }

    /// A measure's value; `None` where nothing in the disclosure says.
    pub fn get(&self, measure: Measure) -> Option<&Measured> {
        self.0.iter().find(|(other, _)| *other == measure).map(|(_, value)| value)
    }

    /// A measure's own amount (预算数 or 决算数).
    pub fn amount(&self, measure: Measure) -> Option<Money> {
        self.get(measure)?.figure.actual?.amount()
    }

    /// Whether a measure's place is there and empty.
    pub fn is_blank(&self, measure: Measure) -> bool {
        self.get(measure).is_some_and(|measured| measured.figure.actual == Some(Cell::Blank))
    }

    /// Every one.
    pub fn iter(&self) -> impl Iterator<Item = (Measure, &Measured)> {
        self.0.iter().map(|(measure, value)| (*measure, value))
    }
}

impl Measure {
    /// The path of the summary's figure in the model.
    pub fn path(self) -> String {
        let key = self.key();
        match key.strip_prefix("revenue.").filter(|line| RevenueSource::from_word(line).is_some()) {
            Some(line) => format!("revenue.lines.{line}"),
            None => key.to_owned(),
        }
    }
}
