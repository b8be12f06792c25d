//! Writes a synthetic archive of any size, for measuring: `cargo run --release --example corpus -- --out DIR`.
//!
//! Each disclosure has 8 sections, a statement of 30 rows and 5 projects with 9 indicators each, about 21 kB of YAML.
//! The same arguments give the same bytes, and all figures add up, so nothing is found to complain about.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, Command, value_parser};
use mingbai::model::classification::{Classification, System};
use rayon::prelude::*;

/// The first fiscal year.
const FIRST_YEAR: u16 = 2015;

fn main() -> ExitCode {
    let number = |name: &'static str, default: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("N").default_value(default).value_parser(value_parser!(u16)).help(help)
    };
    let matches = Command::new("corpus")
        .about("Writes a synthetic archive, for measuring")
        .arg(number("departments", "500", "how many departments"))
        .arg(number("years", "10", "how many years, each with a budget and a final account"))
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("DIR")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("the folder to write into; it becomes a site"),
        )
        .get_matches();
    let count = |name: &str| matches.get_one::<u16>(name).copied().unwrap_or_default();
    let Some(out) = matches.get_one::<PathBuf>("out") else { return ExitCode::FAILURE };
    match write(out, count("departments"), count("years")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", out.display());
            ExitCode::FAILURE
        }
    }
}

fn write(out: &Path, departments: u16, years: u16) -> std::io::Result<()> {
    let codes = codes();
    fs::create_dir_all(out.join("content"))?;
    fs::write(
        out.join("site.toml"),
        // It has one statement and half of the sections, which is not what is measured.
        "title = \"合成县预决算公开\"\nplace = \"合成县\"\nsample = true\nfooter = \"none\"\ncheck = { rules = { E1 = \"off\" } }\n",
    )?;
    (0..departments).into_par_iter().try_for_each(|department| {
        let folder = out.join(format!("content/bumen-{department:05}"));
        fs::create_dir_all(&folder)?;
        let group = ["党群机关", "政府部门", "群团组织", "事业单位"][usize::from(department % 4)];
        let text = format!("names: 合成县第{}局\nshort_name: {0}局\ngroup: {group}\n", department + 1);
        fs::write(folder.join("department.yaml"), text)?;
        for year in FIRST_YEAR..FIRST_YEAR + years {
            let folder = folder.join(year.to_string());
            fs::create_dir_all(&folder)?;
            for is_final in [false, true] {
                let name = if is_final { "final.yaml" } else { "budget.yaml" };
                fs::write(folder.join(name), disclosure(department, year, is_final, &codes))?;
            }
        }
        Ok(())
    })
}

/// Functional codes of the third level with their names; 27 of them fill a statement with its total and two classes.
fn codes() -> Vec<(String, String)> {
    let list = Classification::national();
    let of_third_level = list.codes().filter(|(system, code, _)| *system == System::Functional && code.len() == 7);
    let named = of_third_level.filter_map(|(_, code, names)| Some((code.to_owned(), names.first()?.name.clone())));
    named.take(29).collect()
}

/// Amounts in 万元 as hundredths, the same for the same place: no randomness.
fn amount(department: u16, year: u16, line: usize) -> u64 {
    let seed = u64::from(department) * 7919 + u64::from(year) * 104_729 + line as u64 * 1_299_709;
    seed % 90_000 + 1_000
}

fn wan(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn disclosure(department: u16, year: u16, is_final: bool, codes: &[(String, String)]) -> String {
    let kind = if is_final { "决算" } else { "预算" };
    let factor = u64::from(is_final) * 3;
    let rows: Vec<(u64, u64)> = (0..codes.len())
        .map(|line| (amount(department, year, line) + factor, amount(department, year, line + 100)))
        .collect();
    let basic: u64 = rows.iter().map(|(basic, _)| basic).sum();
    let project: u64 = rows.iter().map(|(_, project)| project).sum();
    let total = basic + project;
    let (personnel, operating) = (basic - basic / 5, basic / 5);
    // A final account follows in the summer after its year.
    let dates = if is_final {
        let next = year + 1;
        format!("{{approved: {next}-06-28, replied: {next}-07-20, published: {next}-08-05}}")
    } else {
        format!("{{approved: {year}-01-10, replied: {year}-01-20, published: {year}-02-05}}")
    };
    let mut text = String::with_capacity(24_000);
    let _ = write!(
        text,
        "title: {year}年部门{kind}公开\nyear: {year}\nunit: 万元\ndates: {dates}\n\
         revenue:\n  total: {0}\n  lines: {{general_public: {0}, government_fund: 0, fiscal_account: 0, other: 0}}\n\
         expenditure:\n  total: {0}\n  basic: {{total: {1}, personnel: {2}, operating: {3}}}\n  project: {4}\n\
         operating_cost: {3}\n\
         three_public: {{total: 3.50, abroad: 0, vehicles: {{total: 2.50, purchase: 0, running: 2.50}}, reception: 1.00}}\n\
         procurement: none\n\
         institutions:\n  - {{name: 合成县第{5}局, nature: 行政, rank: 正科级, funding: 财政拨款}}\n\
         statements:\n  - kind: general_public\n    rows:\n      - {{label: 合计, cells: {{total: {0}, basic: {1}, project: {4}}}}}\n",
        wan(total),
        wan(basic),
        wan(personnel),
        wan(operating),
        wan(project),
        department + 1,
    );
    for ((code, name), (basic, project)) in codes.iter().zip(&rows) {
        let _ = writeln!(
            text,
            "      - {{code: {code}, label: {name}, cells: {{total: {}, basic: {}, project: {}}}}}",
            wan(basic + project),
            wan(*basic),
            wan(*project)
        );
    }
    performance(&mut text, department, year);
    sections(&mut text, department, year, kind);
    text
}

fn performance(text: &mut String, department: u16, year: u16) {
    text.push_str(
        "performance:\n  overall: 围绕全县中心工作履行职责，保证机关正常运转，完成年度重点任务。\n  projects:\n",
    );
    for project in 1..=5 {
        let sum = wan(amount(department, year, project + 200));
        let _ = write!(
            text,
            "    - name: 第{project}项专项业务经费\n      amount: {sum}\n      objective: 按计划完成第{project}项专项业务，资金使用规范，服务对象满意，成效经得起检查。\n      indicators:\n"
        );
        for indicator in 1..=9 {
            let (level1, level2) = match indicator {
                1..=3 => ("产出指标", "数量指标"),
                4..=5 => ("产出指标", "质量指标"),
                6 => ("产出指标", "时效指标"),
                7..=8 => ("效果指标", "社会效益指标"),
                _ => ("满意度指标", "服务对象满意度指标"),
            };
            let _ = write!(
                text,
                "        - level1: {level1}\n          level2: {level2}\n          name: 第{indicator}项工作完成率（%）\n          describe: 实际完成的第{indicator}项工作占年初计划的比率，按季度统计并在年末核定\n          value: \"≥{}%\"\n          basis: 年度工作总结和考核结果\n",
                90 + (usize::from(year) + indicator) % 10
            );
        }
    }
}

fn sections(text: &mut String, department: u16, year: u16, kind: &str) {
    text.push_str("sections:\n");
    let all = [
        ("duties", "部门职责"),
        ("arrangement", "总体情况"),
        ("operating_cost", "机关运行经费"),
        ("three_public", "“三公”经费"),
        ("performance", "绩效情况"),
        ("procurement", "政府采购"),
        ("statements", "公开报表"),
        ("other", "其他需要说明的事项"),
    ];
    for (number, (key, heading)) in all.into_iter().enumerate() {
        let ordinal = ["一", "二", "三", "四", "五", "六", "七", "八"][number];
        let _ = write!(
            text,
            "  - key: {key}\n    number: {ordinal}\n    heading: {heading}\n    body: |\n      {year}年度，本部门{heading}按照**预算法**和{kind}公开的要求编制，口径与上年一致。支出总计{{{{ expenditure.total }}}}，其中项目支出{{{{ expenditure.project }}}}，主要用于履行职责和完成第{}号重点任务。\n\n      资金按照进度使用，专款专用，接受人大、审计和社会的监督；有关数据以财政部门批复为准，四舍五入造成的尾差不作调整。\n",
            department + 1
        );
    }
}
