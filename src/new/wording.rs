//! Sentences of one year for another: years move on, figures make room for new ones.

use crate::model::period::FiscalYear;

/// What stands where a figure is to be filled in. The checks find it, so that nobody publishes it by mistake.
pub const GAP: &str = "____";

/// From one fiscal year to another.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    /// The year of what is there.
    pub from: FiscalYear,
    /// The year of what is to be written.
    pub to: FiscalYear,
}

impl Turn {
    /// A year moved on, if it is the year of what is there or the one before it.
    fn year(self, digits: &str) -> Option<String> {
        let year = FiscalYear::parse(digits).filter(|year| *year == self.from || *year == self.from.before())?;
        let moved = u32::from(year.number()) + u32::from(self.to.number()) - u32::from(self.from.number());
        Some(moved.to_string())
    }

    /// A text with its years (2024年) moved on.
    pub fn years(self, text: &str) -> String {
        replace(text, |digits, before, rest| {
            (rest.trim_start_matches(' ').starts_with('年') && !before.ends_with('.'))
                .then(|| self.year(digits))
                .flatten()
        })
    }

    /// A title with its years moved on, whatever stands behind them, but for the numbers of documents: 〔2024〕.
    pub fn title(self, text: &str) -> String {
        replace(text, |digits, before, rest| {
            let in_brackets = before.ends_with(['[', '〔', '［']) || rest.starts_with([']', '〕', '］']);
            (!in_brackets).then(|| self.year(digits)).flatten()
        })
    }

    /// The name of a project with the year that it begins with moved on; a name tells which project it is, so all else stays.
    pub fn name(self, text: &str) -> String {
        let quote = text.len() - text.trim_start_matches(['"', '\'']).len();
        match text.get(quote..quote + 4).and_then(|digits| self.year(digits)) {
            Some(year) if text[quote + 4..].starts_with('年') => {
                format!("{}{year}{}", &text[..quote], &text[quote + 4..])
            }
            _ => text.to_owned(),
        }
    }
}

/// A title of a budget as that of a final account: 部门预算 becomes 部门决算, and 一般公共预算 stays what it is.
pub fn of_final(title: &str) -> String {
    const FUNDS: [&str; 5] = ["公共", "基金", "经营", "年初", "全年"];
    let mut parts = title.split("预算");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let stays = FUNDS.iter().any(|fund| text.ends_with(fund));
        text.push_str(if stays { "预算" } else { "决算" });
        text.push_str(part);
    }
    text
}

/// The units behind which a number is an amount of money.
const MONEY: [&str; 6] = ["元", "万元", "千元", "百万元", "亿元", "万"];
/// The units behind which a number in prose is one of a year's figures.
const COUNTS: [&str; 12] = ["%", "％", "个百分点", "人次", "批次", "个团组", "批", "辆", "人", "名", "平方米", "台"];
/// What makes a number a limit that stays.
const LIMITS: [&str; 5] = ["以上", "以下", "以内", "及以上", "的标准"];

/// A text without its amounts of money: 264.43万元 becomes ____万元; limits, as 50万元以上, stay.
pub fn without_money(text: &str) -> String {
    without(text, &MONEY)
}

/// A text without its figures: money, percentages, and the counts that a disclosure gives; in rows of tables all with
/// decimals.
pub fn without_figures(text: &str) -> String {
    without(&without(text, &MONEY), &COUNTS)
}

fn without(text: &str, units: &[&str]) -> String {
    text.split_inclusive('\n')
        .map(|line| {
            let in_table = line.trim_start().starts_with('|');
            replace(line, |number, _, rest| {
                let rest = rest.trim_start_matches(' ');
                let unit = units.iter().filter(|unit| rest.starts_with(**unit)).max_by_key(|unit| unit.len());
                let is_limit = |unit: &&&str| LIMITS.iter().any(|limit| rest[unit.len()..].starts_with(limit));
                let is_figure = unit.is_some_and(|unit| !is_limit(&unit)) || in_table && number.contains(['.', ',']);
                is_figure.then(|| GAP.to_owned())
            })
        })
        .collect()
}

/// Replaces the numbers of a text (264.43, 1,234.50) of which `with` makes something else; it sees what stands before and
/// behind each. The figures that a text quotes, as `{{ … }}`, have no numbers.
fn replace(text: &str, with: impl Fn(&str, &str, &str) -> Option<String>) -> String {
    let is_digit = |letter: char| letter.is_ascii_digit() || ('０'..='９').contains(&letter);
    let mut replaced = String::with_capacity(text.len());
    let mut place = 0;
    while let Some(start) = text[place..].find(is_digit).map(|found| place + found) {
        let is_part = |letter: char| is_digit(letter) || matches!(letter, '.' | ',' | '，' | '．');
        let run = text[start..].find(|letter: char| !is_part(letter)).map_or(text.len(), |length| start + length);
        // A mark at the end of a number ends a sentence; a Chinese comma divides numbers that do not go by three.
        let mut number = text[start..run].trim_end_matches(|letter: char| !is_digit(letter));
        if let Some((first, rest)) = number.split_once('，') {
            let is_group = rest.chars().take_while(|letter| is_digit(*letter)).count() == 3;
            number = if is_group { number } else { first };
        }
        let end = start + number.len();
        replaced.push_str(&text[place..start]);
        // A number within a word, as in A12, is its own.
        let within = text[..start].ends_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
        let new = if within { None } else { with(number, &text[..start], &text[end..]) };
        replaced.push_str(new.as_deref().unwrap_or(number));
        place = end;
    }
    replaced.push_str(&text[place..]);
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn() -> Turn {
        let from = FiscalYear::parse("2024").unwrap_or(FiscalYear::FIRST);
        Turn { from, to: from.after().after() }
    }

    #[test]
    fn years_of_the_text_and_the_one_before_move_on() {
        assert_eq!(
            turn().years("2024年比2023 年多，2019年起；冀财〔2024〕46号"),
            "2026年比2025 年多，2019年起；冀财〔2024〕46号"
        );
        assert_eq!(turn().title("Budget 2024（〔2024〕1号）"), "Budget 2026（〔2024〕1号）");
        assert_eq!(turn().name("\"2024年困难帮扶\""), "\"2026年困难帮扶\"");
        assert_eq!(turn().name("提前下达2024年资金"), "提前下达2024年资金");
    }

    #[test]
    fn a_title_of_a_budget_becomes_one_of_a_final_account() {
        assert_eq!(of_final("2024年部门预算：一般公共预算支出预算情况"), "2024年部门决算：一般公共预算支出决算情况");
    }

    #[test]
    fn figures_make_room_and_limits_stay() {
        assert_eq!(
            without_figures("支出1,264.43万元，增长１2.5％，其中0.5 元；单价50万元以上设备3台，接待12批次。"),
            "支出____万元，增长____％，其中____ 元；单价50万元以上设备____台，接待____批次。"
        );
        assert_eq!(without_figures("分3个阶段，见A12元，第2季度。"), "分3个阶段，见A12元，第2季度。");
        assert_eq!(without_figures("|支出|264.43|3|\n"), "|支出|____|3|\n");
        assert_eq!(without_money("投入286万元，覆盖率95%"), "投入____万元，覆盖率95%");
        assert_eq!(without_money("{{ expenditure.total | 元 }}"), "{{ expenditure.total | 元 }}");
    }
}
