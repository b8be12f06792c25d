//! Measures: the figures that are comparable across years and departments, and where each is found.
//!
//! A measure is the stated summary figure, else the statement's cell; its source is recorded, and so is a second
//! source that says otherwise. Adding a measure is adding one line to the table below.

use crate::model::cell::{Cell, Figure};
use crate::model::disclosure::{Disclosure, Kind};
use crate::model::field::{Declared, Keyword, keyword};
use crate::model::statement::{RowRole, Side, StatementKind};
use crate::model::summary::RevenueSource;

/// Where a measure stands among the statements.
#[derive(Debug, Clone, Copy)]
struct Spot {
    kind: StatementKind,
    side: Option<Side>,
    role: RowRole,
    column: &'static str,
}

const fn spot(kind: StatementKind, column: &'static str) -> Spot {
    Spot { kind, side: None, role: RowRole::Total, column }
}

const fn sided(kind: StatementKind, side: Side, role: RowRole) -> Spot {
    Spot { kind, side: Some(side), role, column: "amount" }
}

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

use RowRole::{CarriedIn, CarriedOut, Current, Total};
use Side::{Expenditure as Out, Revenue as In};
use StatementKind as S;

measures! {
    RevenueTotal = "revenue.total" | "收入总计" | "收入合计" => |d| d.revenue.as_ref()?.total,
        [sided(S::IncomeExpenditure, In, Total)];
    RevenueCurrent = "revenue.current" | "本年收入合计" => |d| d.revenue.as_ref()?.current,
        [sided(S::IncomeExpenditure, In, Current), spot(S::Income, "total")];
    RevenueCarriedIn = "revenue.carried_in" | "上年结转" => |d| d.revenue.as_ref()?.carried_in.map(|balance| balance.0),
        [sided(S::IncomeExpenditure, In, CarriedIn)];
    RevenueUsedSurplus = "revenue.used_surplus" | "使用非财政拨款结余" => |d| d.revenue.as_ref()?.used_surplus.map(|balance| balance.0),
        [sided(S::IncomeExpenditure, In, RowRole::UsedSurplus)];
    RevenueGeneralPublic = "revenue.general_public" | "一般公共预算收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::GeneralPublic),
        [spot(S::Income, "general_public")];
    RevenueGovernmentFund = "revenue.government_fund" | "政府性基金预算收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::GovernmentFund),
        [spot(S::Income, "government_fund")];
    RevenueStateCapital = "revenue.state_capital" | "国有资本经营预算收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::StateCapital),
        [spot(S::Income, "state_capital")];
    RevenueFiscalAccount = "revenue.fiscal_account" | "财政专户管理资金收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::FiscalAccount),
        [spot(S::Income, "fiscal_account")];
    RevenueService = "revenue.service" | "事业收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::Service),
        [spot(S::Income, "service")];
    RevenueBusiness = "revenue.business" | "事业单位经营收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::Business),
        [spot(S::Income, "business")];
    RevenueSuperior = "revenue.superior" | "上级补助收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::Superior),
        [spot(S::Income, "superior")];
    RevenueSubordinate = "revenue.subordinate" | "附属单位上缴收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::Subordinate),
        [spot(S::Income, "subordinate")];
    RevenueOther = "revenue.other" | "其他收入" => |d| d.revenue.as_ref()?.lines.get(RevenueSource::Other),
        [spot(S::Income, "other")];
    ExpenditureTotal = "expenditure.total" | "支出总计" | "支出合计" => |d| d.expenditure.as_ref()?.total,
        [sided(S::IncomeExpenditure, Out, Total)];
    ExpenditureCurrent = "expenditure.current" | "本年支出合计" => |d| d.expenditure.as_ref()?.current,
        [sided(S::IncomeExpenditure, Out, Current), spot(S::Expenditure, "total")];
    ExpenditureCarriedOut = "expenditure.carried_out" | "结转下年" | "年末结转和结余" => |d| d.expenditure.as_ref()?.carried_out.map(|balance| balance.0),
        [sided(S::IncomeExpenditure, Out, CarriedOut)];
    SurplusDistribution = "expenditure.surplus_distribution" | "结余分配" => |d| d.expenditure.as_ref()?.surplus_distribution.map(|balance| balance.0),
        [sided(S::IncomeExpenditure, Out, RowRole::SurplusDistribution)];
    Basic = "expenditure.basic" | "基本支出" => |d| d.expenditure.as_ref()?.basic.as_ref()?.total,
        [spot(S::Expenditure, "basic"), spot(S::GeneralPublic, "basic")];
    Personnel = "expenditure.basic.personnel" | "人员经费" => |d| d.expenditure.as_ref()?.basic.as_ref()?.personnel,
        [spot(S::BasicByEconomic, "personnel")];
    Operating = "expenditure.basic.operating" | "公用经费" => |d| d.expenditure.as_ref()?.basic.as_ref()?.operating,
        [spot(S::BasicByEconomic, "operating")];
    Project = "expenditure.project" | "项目支出" => |d| d.expenditure.as_ref()?.project,
        [spot(S::Expenditure, "project"), spot(S::GeneralPublic, "project")];
    ToSuperior = "expenditure.to_superior" | "上缴上级支出" => |d| d.expenditure.as_ref()?.to_superior,
        [spot(S::Expenditure, "to_superior")];
    Business = "expenditure.business" | "经营支出" => |d| d.expenditure.as_ref()?.business,
        [spot(S::Expenditure, "business")];
    ToSubordinates = "expenditure.to_subordinates" | "对附属单位补助支出" => |d| d.expenditure.as_ref()?.to_subordinates,
        [spot(S::Expenditure, "to_subordinates")];
    OperatingCost = "operating_cost" | "机关运行经费" => |d| given(d.operating_cost.as_ref()).copied(), [];
    ThreePublic = "three_public.total" | "三公经费合计" | "“三公”经费" => |d| given(d.three_public.as_ref())?.total,
        [spot(S::ThreePublic, "total")];
    Abroad = "three_public.abroad" | "因公出国（境）费" => |d| given(d.three_public.as_ref())?.abroad,
        [spot(S::ThreePublic, "abroad")];
    Vehicles = "three_public.vehicles" | "公务用车购置及运行维护费" => |d| given(d.three_public.as_ref())?.vehicles.as_ref()?.total,
        [spot(S::ThreePublic, "vehicles")];
    VehiclePurchase = "three_public.vehicles.purchase" | "公务用车购置费" => |d| given(d.three_public.as_ref())?.vehicles.as_ref()?.purchase,
        [spot(S::ThreePublic, "purchase")];
    VehicleRunning = "three_public.vehicles.running" | "公务用车运行维护费" => |d| given(d.three_public.as_ref())?.vehicles.as_ref()?.running,
        [spot(S::ThreePublic, "running")];
    Reception = "three_public.reception" | "公务接待费" => |d| given(d.three_public.as_ref())?.reception,
        [spot(S::ThreePublic, "reception")];
    Procurement = "procurement.total" | "政府采购" => |d| given(d.procurement.as_ref())?.total,
        [spot(S::Procurement, "total")];
    ProcurementGoods = "procurement.goods" | "政府采购货物" => |d| given(d.procurement.as_ref())?.goods,
        [spot(S::Procurement, "goods")];
    ProcurementWorks = "procurement.works" | "政府采购工程" => |d| given(d.procurement.as_ref())?.works,
        [spot(S::Procurement, "works")];
    ProcurementServices = "procurement.services" | "政府采购服务" => |d| given(d.procurement.as_ref())?.services,
        [spot(S::Procurement, "services")];
    ProcurementSmallMedium = "procurement.small_medium" | "授予中小企业合同金额" => |d| given(d.procurement.as_ref())?.small_medium,
        [spot(S::Procurement, "small_medium")];
    ProcurementSmallMicro = "procurement.small_micro" | "授予小微企业合同金额" => |d| given(d.procurement.as_ref())?.small_micro,
        [spot(S::Procurement, "small_micro")];
    Assets = "assets.total" | "资产总额" => |d| given(d.assets.as_ref())?.total, [];
}

fn given<T>(declared: Option<&Declared<T>>) -> Option<&T> {
    declared?.given()
}

/// Where a measure's value was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The figure that the text states.
    Summary,
    /// A statement's cell.
    Statement {
        /// The statement's index in the disclosure.
        statement: usize,
        /// The row's index in the statement.
        row: usize,
        /// The column's key.
        column: &'static str,
    },
}

/// A measure's value in one disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// The value; the budget columns only from a final account's summary.
    pub figure: Figure,
    /// Where it is from.
    pub origin: Origin,
    /// A statement's cell for the same measure, where the summary states it too.
    pub beside: Option<(Origin, Cell)>,
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

    /// The measure's value in a disclosure; `None` where nothing in it says.
    pub fn of(self, disclosure: &Disclosure, kind: Kind) -> Option<Measured> {
        let summary = self.summary(disclosure);
        let printed = self.in_statements(disclosure, kind);
        match (summary, printed) {
            (Some(figure), beside) => Some(Measured { figure, origin: Origin::Summary, beside }),
            (None, Some((origin, cell))) => {
                Some(Measured { figure: Figure { actual: Some(cell), ..Figure::default() }, origin, beside: None })
            }
            (None, None) => None,
        }
    }

    fn in_statements(self, disclosure: &Disclosure, kind: Kind) -> Option<(Origin, Cell)> {
        self.spots().iter().find_map(|spot| {
            let (index, statement) =
                disclosure.statements.iter().enumerate().find(|(_, statement)| statement.kind == spot.kind)?;
            // A final 三公 table has a line for the budget and one for the final account.
            let phase = if kind == Kind::Final { RowRole::Final } else { RowRole::Budget };
            let row = statement.total(spot.side, phase).or_else(|| statement.total(spot.side, spot.role))?;
            match statement.cell(row, spot.column)? {
                crate::model::statement::StatementCell::Money(cell) => {
                    Some((Origin::Statement { statement: index, row, column: spot.column }, *cell))
                }
                _ => None,
            }
        })
    }
}
