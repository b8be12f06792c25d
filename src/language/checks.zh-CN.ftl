# 校验规则：名称，校验什么，算式，依据，例子，不符时怎么说，怎么改。程序和网页共用。
# $what 校验的是什么；$stated 所填的数；$expected 应有的数；$difference 相差多少。

check-outcome = 校验结果
    .passes = { $rule }：相符
    .rounding = { $rule }：相差 { $difference }，在四舍五入的范围内
    .rounding-percent = { $rule }：写的是 { $stated }，算出是 { $exact }，相差不到 0.1 个百分点
    .not-checked = { $rule }：未核（{ $why }）
    .help = { "" }

why-not-stated = 文件没有写明
why-part-missing = 缺少所需的一部分
why-ambiguous = 同类的不止一处，不能确定是哪一处
why-unclear = 文字不能确切读懂
why-not-published = 所比较的一方没有公开
why-no-base = 基数为零

lacks-duties = 部门职责及机构设置
lacks-arrangement = 收支总体情况
lacks-operating_cost = 机关运行经费
lacks-three_public = “三公”经费
lacks-performance = 绩效信息
lacks-procurement = 政府采购
lacks-assets = 国有资产
lacks-glossary = 名词解释
lacks-income_expenditure = 部门收支总表
lacks-income = 部门收入总表
lacks-expenditure = 部门支出总表
lacks-fiscal_appropriation = 财政拨款收支总表
lacks-general_public = 一般公共预算支出表
lacks-basic_by_economic = 一般公共预算基本支出表
lacks-three_public-statement = “三公”经费支出表
lacks-government_fund = 政府性基金预算支出表
lacks-state_capital = 国有资本经营预算支出表
lacks-project_expenditure = 项目支出表
lacks-procurement-statement = 政府采购表
lacks-other = 报表

rule-A1 = 收入总计与支出总计相等
    .checks = 收入总计与支出总计相等，含上年结转和结转下年；收支总表、财政拨款收支总表两方的总计也相等。
    .formula = 收入总计 = 支出总计
    .source = 预算法第十二条（收支平衡）；部门收支总表的表内关系
    .example = 收入总计 264.43 万元，支出总计 264.40 万元：相差 0.03 万元，不符。
    .fails = { $what }是 { $stated }，{ $other }是 { $expected }，相差 { $difference }
    .help = 请核对两边的总计；不要用“本年合计”代替“总计”，总计含结转。
rule-A2 = 收入等于各项来源之和
    .checks = 收入总计等于各项收入来源与上年结转之和；本年收入合计等于各项来源之和；收入表每一行也是这样。
    .formula = 收入总计 = Σ收入来源 + 使用非财政拨款结余 + 上年结转；本年收入合计 = Σ收入来源
    .source = 部门收入总表、收支总表的表内关系
    .example = 来源 100.00 与 20.00 万元，收入总计写成 130.00 万元：相差 10.00 万元，不符。
    .fails = { $what }写的是 { $stated }，各项相加是 { $expected }，相差 { $difference }
    .help = 请核对合计和各项来源，也看看有没有漏掉一项，或漏掉上年结转。
rule-A3 = 支出等于基本支出与项目支出之和
    .checks = 支出等于基本支出、项目支出之和；决算另加上缴上级、经营、对附属单位补助支出；总计另加结余分配和结转下年。报表逐行核对。
    .formula = 支出 = 基本支出 + 项目支出（+ 上缴上级支出 + 经营支出 + 对附属单位补助支出）
    .source = 预算法实施条例第六条；部门支出总表的表内关系
    .example = 基本支出 124.50、项目支出 139.93 万元，支出写成 264.34 万元：相差 0.09 万元，不符。
    .fails = { $what }写的是 { $stated }，各部分相加是 { $expected }，相差 { $difference }
    .help = 请核对合计和各部分；数字常因两位颠倒、少写一位而不符。
rule-A4 = 基本支出等于人员经费与公用经费之和
    .checks = 基本支出等于人员经费与公用经费之和；人员经费等于经济分类 301 与 303 之和，公用经费等于其余各类之和。
    .formula = 基本支出 = 人员经费 + 公用经费；人员经费 = 301 + 303；公用经费 = 302 + 310 + …
    .source = 预算法实施条例第六条；支出经济分类科目
    .example = 人员经费 117.04、公用经费 7.46 万元，基本支出写成 124.60 万元：相差 0.10 万元，不符。
    .fails = { $what }写的是 { $stated }，各部分相加是 { $expected }，相差 { $difference }
    .help = 请核对人员经费、公用经费和合计，再对照基本支出表各类的合计。
rule-A5 = 上级科目等于下级科目之和
    .checks = 报表每一列：类等于各款之和，款等于各项之和，合计等于各类之和；没有编码的表，合计等于各行之和。
    .formula = 类 = Σ款；款 = Σ项；合计 = Σ类
    .source = 政府收支分类科目；各表的表内关系
    .example = 20129 款下两项为 100.00 与 20.00 万元，款写成 121.00 万元：相差 1.00 万元，不符。
    .fails = { $what }写的是 { $stated }，下级各行相加是 { $expected }，相差 { $difference }
    .help = 请核对这一行和它下面的各行，也看看有没有漏掉一行。
rule-A6 = “三公”经费等于各项之和
    .checks = “三公”经费等于因公出国（境）费、公务用车购置及运行维护费、公务接待费之和；公务用车费等于购置费与运行维护费之和。
    .formula = 三公 = 出国 + 用车 + 接待；用车 = 购置 + 运行
    .source = “三公”经费支出表的表内关系
    .example = 出国 0、用车 0.50、接待 0.20 万元，合计写成 0.50 万元：相差 0.20 万元，不符。
    .fails = { $what }写的是 { $stated }，各项相加是 { $expected }，相差 { $difference }
    .help = 请核对合计和三项金额；公务接待费和公务用车费两列的次序各地不同，也看看有没有填反。
rule-A7 = 财政拨款等于各预算之和
    .checks = 财政拨款收支总表每一行的合计等于一般公共预算、政府性基金、国有资本经营预算之和；项目支出表每一行等于各项资金之和。
    .formula = 财政拨款 = 一般公共预算 + 政府性基金预算 + 国有资本经营预算
    .source = 预算法第五条；财政拨款收支总表的表内关系
    .example = 一般公共预算 90.00、政府性基金 10.00 万元，合计写成 110.00 万元：相差 10.00 万元，不符。
    .fails = { $what }写的是 { $stated }，各项资金相加是 { $expected }，相差 { $difference }
    .help = 请核对这一行的合计和各列。
rule-A8 = 决算收支平衡
    .checks = 决算的年末结转和结余等于本年收入、使用非财政拨款结余、年初结转之和，减去本年支出和结余分配；支出总计等于本年支出、结余分配、年末结转之和。
    .formula = 本年收入 + 使用非财政拨款结余 + 年初结转 = 本年支出 + 结余分配 + 年末结转
    .source = 收入支出决算总表的表内关系
    .example = 本年收入 100.00、年初结转 5.00、本年支出 98.00 万元，年末结转写成 6.00 万元：相差 1.00 万元，不符。
    .fails = { $what }写的是 { $stated }，按收支推算是 { $expected }，相差 { $difference }
    .help = 请核对年初、年末结转和结余，以及本年收入、本年支出、结余分配。
rule-A9 = 各项资金的结转结余
    .checks = 政府性基金、国有资本经营预算、财政拨款各自的年末结转等于年初结转加本年收入减本年支出。
    .formula = 年末结转 = 年初结转 + 本年收入 − 本年支出
    .source = 政府性基金预算财政拨款收入支出决算表等表的表内关系
    .example = 年初 0、收入 10.00、支出 8.00 万元，年末写成 3.00 万元：相差 1.00 万元，不符。
    .fails = { $what }写的是 { $stated }，按收支推算是 { $expected }，相差 { $difference }
    .help = 请核对这一行的年初、年末结转和收支。
rule-A10 = 政府采购等于货物、工程、服务之和
    .checks = 政府采购合计等于货物、工程、服务之和；授予中小企业的金额不超过合计，授予小微企业的不超过授予中小企业的。
    .formula = 政府采购 = 货物 + 工程 + 服务；小微企业 ≤ 中小企业 ≤ 合计
    .source = 政府采购促进中小企业发展管理办法；政府采购表的表内关系
    .example = 货物 10.00、工程 0、服务 5.00 万元，合计写成 16.00 万元：相差 1.00 万元，不符。
    .fails = { $what }写的是 { $stated }，各项相加是 { $expected }，相差 { $difference }
    .exceeds = { $what }是 { $stated }，超过了{ $other }，多出 { $difference }
    .help = 请核对政府采购的合计、各项和授予中小企业、小微企业的金额。
rule-A11 = 资产等于各项之和
    .checks = 资产总额等于各项资产之和；“其中”项不超过它所属的一项，价值和数量都是。
    .formula = 资产总额 = Σ各项资产；办公用房 ≤ 房屋
    .source = 固定资产占用情况表的表内关系
    .example = 房屋 0、车辆 13.00 万元，总额写成 15.00 万元：相差 2.00 万元，不符。
    .fails = { $what }写的是 { $stated }，各项相加是 { $expected }，相差 { $difference }
    .exceeds = { $what }是 { $stated }，超过了{ $other }，多出 { $difference }
    .more-than-whole = { $what }的数量是 { $part }，超过了它所属的一项（{ $whole }）
    .help = 请核对资产总额和各项；“其中”项不要再加进总额。
rule-A12 = 增减额等于各部分增减额之和
    .checks = 与同一基数比较：支出的增减额等于基本支出、项目支出增减额之和；“三公”经费、政府采购也是这样。
    .formula = Δ支出 = Δ基本支出 + Δ项目支出
    .source = 部门预算“比上年增减情况”的勾稽关系
    .example = 总额增加 37.62 万元，基本支出增加 22.59 万元，项目支出增加 14.63 万元：两部分相加是 37.22 万元，相差 0.40 万元，不符。
    .fails = { $what }增减 { $stated }，各部分的增减额相加是 { $expected }，相差 { $difference }
    .help = 请对照上年的预算（决算）重新计算三个增减额，改正算错的一个；正文里的文字也要一起改。

rule-B1 = 收支总表与收入表、支出表一致
    .checks = 收支总表的收入、支出与收入表、支出表的合计相等；支出方各类与支出表的同一类相等。
    .formula = 收支总表 = 收入表合计；收支总表 = 支出表合计
    .source = 部门预算、决算报表的表间关系
    .example = 收支总表支出 264.43 万元，支出表合计 246.43 万元：相差 18.00 万元，不符。
    .fails = { $what }是 { $stated }，收支总表（或支出表）上是 { $expected }，相差 { $difference }
    .help = 请核对两张表；从同一个系统重新导出，往往最快。
rule-B2 = 财政拨款收支总表与各预算表一致
    .checks = 财政拨款收支总表的各列与一般公共预算、政府性基金、国有资本经营预算支出表的合计相等；各类也相等。
    .formula = 财政拨款收支总表的列 = 该预算支出表合计
    .source = 部门预算、决算报表的表间关系
    .example = 总表一般公共预算列 90.00 万元，一般公共预算支出表合计 95.00 万元：相差 5.00 万元，不符。
    .fails = { $what }是 { $stated }，另一张表上是 { $expected }，相差 { $difference }
    .help = 请核对两张表的这个数。
rule-B3 = 一般公共预算支出表与基本支出表一致
    .checks = 一般公共预算支出表的基本支出与一般公共预算基本支出表的合计相等；人员经费、公用经费也相等。
    .formula = 一般公共预算支出表·基本支出 = 基本支出表·合计
    .source = 部门预算、决算报表的表间关系
    .example = 支出表基本支出 124.50 万元，基本支出表合计 124.00 万元：相差 0.50 万元，不符。
    .fails = { $what }是 { $stated }，一般公共预算基本支出表上是 { $expected }，相差 { $difference }
    .help = 请核对两张表的合计行。
rule-B4 = 收入表的财政拨款与财政拨款收支总表一致
    .checks = 收入表的财政拨款收入与财政拨款收支总表的本年收入相等。
    .formula = 收入表·财政拨款 = 财政拨款收支总表·本年收入
    .source = 部门预算、决算报表的表间关系
    .example = 收入表财政拨款 90.00 万元，财政拨款收支总表本年收入 95.00 万元：相差 5.00 万元，不符。
    .fails = { $what }是 { $stated }，另一张表上是 { $expected }，相差 { $difference }
    .help = 请核对两张表；本年收入不含上年结转。
rule-B5 = 基本支出表的“三公”科目不超过“三公”经费
    .checks = 基本支出表的 30212（因公出国）、30217（公务接待）、30231（公务用车运行）不超过“三公”经费的相应一项。
    .formula = 30212 ≤ 出国；30217 ≤ 接待；30231 ≤ 运行
    .source = 支出经济分类科目；“三公”经费的统计口径
    .example = 30217 公务接待费 1.00 万元，“三公”经费中公务接待费 0.50 万元：多出 0.50 万元，不符。
    .exceeds = { $what }是 { $stated }，超过了{ $other }，多出 { $difference }
    .help = “三公”经费包括基本支出和项目支出安排的，不会少于基本支出中的同一科目；请核对两处。
rule-B6 = 支出表与财政拨款支出一致
    .checks = 收入全部是财政拨款的，支出表合计与财政拨款收支总表的支出相等。
    .formula = 支出表·合计 = 财政拨款收支总表·本年支出（没有其他资金时）
    .source = 部门预算、决算报表的表间关系
    .example = 没有其他收入，支出表合计 264.43 万元，财政拨款支出 260.00 万元：相差 4.43 万元，不符。
    .fails = { $what }是 { $stated }，财政拨款收支总表上是 { $expected }，相差 { $difference }
    .help = 请核对两张表；如有事业收入等其他资金，请在收入中写明。

rule-C1 = 文字中的金额与数据一致
    .checks = 正文写到某项指标的金额，与本文件所填、报表所印的相等；写到的增减额与增减变化所填的相等。元、万元换算后比较。
    .formula = 文字金额 = 指标金额
    .source = 地方预决算公开操作规程（图文一致）
    .example = 正文写“基本支出124.05万元”，数据是 124.50 万元：相差 0.45 万元，不符。
    .fails = 文字写{ $what } { $stated }，数据是 { $expected }，相差 { $difference }
    .more = 文字写{ $what }增加 { $stated }，所填的增减额是 { $expected }，相差 { $difference }
    .less = 文字写{ $what }减少 { $stated }，所填的增减额是 { $expected }，相差 { $difference }
    .help = 请改正写错的一处；正文可以用 {"{{"} expenditure.total {"}}"} 引用金额，文字和数据就不会不同。
rule-C2 = 占比正确
    .checks = 正文写到的占比等于部分除以整体，允许相差 0.1 个百分点。
    .formula = 占比 = 部分 ÷ 整体 × 100%
    .source = 地方预决算公开操作规程（数据准确）
    .example = 基本支出 124.50 万元，支出 264.43 万元，写“占57.08%”：应为 47.08%，不符。
    .fails = 文字写{ $what }占 { $stated }，{ $part } ÷ { $whole } = { $exact }
    .help = 请重新计算占比，或核对占谁的比重。
rule-C3 = 完成率正确
    .checks = 正文写到的完成率等于决算数除以预算数；预算数为零的没有完成率。
    .formula = 完成率 = 决算数 ÷ 预算数 × 100%
    .source = 部门决算公开的预算执行情况说明
    .example = 年初预算 6.00 万元，决算 5.14 万元，写“完成年初预算的95.67%”：应为 85.67%，不符。
    .fails = 文字写{ $what }完成 { $stated }，{ $part } ÷ { $whole } = { $exact }
    .no-budget = 文字写了{ $what }的完成率，而它的预算数是零
    .help = 请重新计算完成率，注意是对年初预算还是对全年预算；预算为零的写“年初未安排预算”。
rule-C4 = 增加、减少、持平与数据一致
    .checks = 正文写的增加、减少、持平，与所填增减额的方向一致；增减额与增减百分比的方向一致。
    .formula = 增加 ⇔ Δ > 0；减少 ⇔ Δ < 0；持平 ⇔ Δ = 0
    .source = 地方预决算公开操作规程（图文一致）
    .example = 增减额是 -0.50 万元，正文写“比上年增加0.50万元”：方向不符。
    .more = 文字写{ $what }增加，所填的增减是 { $delta }
    .less = 文字写{ $what }减少，所填的增减是 { $delta }
    .same = 文字写{ $what }没有变化，所填的增减是 { $delta }
    .two-ways = { $what }的增减额是 { $amount }，增减百分比是 { $percent }%，方向不一致
    .help = 请核对是增加还是减少；减少的增减额写负数，百分比也写负数。
rule-C5 = 增减百分比正确
    .checks = 增减百分比等于增减额除以基数；基数为零的没有百分比。
    .formula = 增减百分比 = Δ ÷（本期数 − Δ）× 100%
    .source = 地方预决算公开操作规程（数据准确）
    .example = 支出 264.43 万元，增加 37.62 万元，写“增长14.23%”：应为 16.59%，不符。
    .fails = { $what }的增减百分比写的是 { $stated }，{ $part } ÷ { $whole } = { $exact }
    .no-base = 写了{ $what }的增减百分比，而基数是零（或小于零）
    .help = 百分比的分母是上年数，不是本年数；上年为零的，只写增加多少，不写百分比。
rule-C6 = 同一金额前后一致
    .checks = 同一指标在文字、报表、绩效项目中的金额相等；资产的截止日期前后一致。不同项目的同名绩效指标不比较。
    .formula = 同一指标、同一年度、同一口径：金额相等
    .source = 地方预决算公开操作规程（数据一致）
    .example = 文字中的支出总计 264.43 万元，收支总表上是 264.34 万元：相差 0.09 万元，不符。
    .fails = { $what }填的是 { $stated }，另一处是 { $expected }，相差 { $difference }
    .day = 文字写的截止日期是 { $stated }，资产表是 { $printed }
    .help = 请对照原文，改正录错的一处；原文本来就不一致的，在 acknowledge（已知问题）中说明。
    .day-help = 请核对截止日期：正文和资产表应是同一天。

rule-C7 = 机关运行经费与公用经费一致
    .checks = 各单位都是行政或参公单位的部门，机关运行经费等于一般公共预算安排的公用经费。
    .formula = 机关运行经费 = 公用经费（行政、参公单位）
    .source = 预算法第十四条；机关运行经费的统计口径
    .example = 公用经费 7.46 万元，机关运行经费写成 6.46 万元：相差 1.00 万元，请核对。
    .fails = { $what }是 { $stated }，公用经费是 { $expected }，相差 { $difference }
    .help = 请核对两处；口径确有不同的，在 acknowledge（已知问题）中说明。
rule-C8 = 每个项目都有绩效目标
    .checks = 项目支出表中的每个项目，在绩效信息中都有绩效目标表。
    .formula = 项目支出表的项目 ⊆ 有绩效目标的项目
    .source = 预算法第三十二条；项目支出绩效目标管理的要求
    .example = 项目支出表列“劳模体检疗休养”，绩效信息中没有它的绩效目标表：缺少。
    .fails = 项目“{ $what }”没有绩效目标表
    .help = 请在 performance.projects（绩效·项目）中补上这个项目和它的指标；名称要与项目支出表一致。
rule-C9 = 增减与持平不矛盾
    .checks = 同一句话不能既说某项指标增加或减少，又说它持平。
    .formula = 增加、减少、持平只有其一
    .source = 地方预决算公开操作规程（表述准确）
    .example = “‘三公’经费比上年减少0.50万元，与上年持平”：矛盾。
    .fails = 同一句话既说{ $what }有增减，又说它没有变化
    .help = 请删去不对的一种说法。

rule-D1 = 金额单位“元”与“万元”没有写错
    .checks = 正文以元写的金额，数字与以万元计的指标相同的，是漏写了“万”；反过来也查。
    .formula = “N元”而指标是 N 万元
    .source = 地方预决算公开操作规程（数据准确）
    .example = 机关运行经费 7.46 万元，正文写“7.46元”：漏写“万”。
    .fails = 文字写的是“{ $stated }”，应为“{ $right }”：漏写了“万”
    .too-large = 文字写的是“{ $stated }”，应为“{ $right }”：多写了“万”
    .help = 请改正单位；可以用 mingbai check --fix 改正。
rule-D2 = 报表的金额单位没有写错
    .checks = 报表的数与文字中的同一指标正好相差一万倍的，是单位写错；与上年相差约一万倍的也查。每张表都有单位（不写的与全文相同）。
    .formula = 报表 ≠ 指标 × 10000；本年 ≠ 上年 × 10000
    .source = 部门预算公开的格式要求（注明金额单位）
    .example = 报表数字以元计，却没有写明单位，按万元读：相差一万倍。
    .fails = { $what }与文字中的同一指标正好相差一万倍：这张表的单位不是“{ $unit }”
    .jump = { $what }与上年相差约一万倍，请核对单位
    .help = 请核对表头的金额单位，在 unit（单位）中写明，如 unit: 元。
rule-D3 = 文字格式
    .checks = 没有重复的标点，没有没填完的占位符（XX、××、____、待填），百分比没有漏写 %。
    .formula = （文字）
    .source = 政府网站内容的校对要求
    .example = “职工的维权渠道。。”：重复的句号。
    .doubled = 标点重复：“{ $found }”
    .placeholder = 有没填完的内容：“{ $found }”
    .percent = “{ $found }”后面漏写了 %
    .help = 请改正；重复的标点可以用 mingbai check --fix 改正。
    .percent-help = 请在数字后面补上 %。
    .placeholder-help = 请填上内容，或删去这一句。

rule-D4 = 没有文档软件的残留代码
    .checks = 没有从 Word 复制时带出的域代码，如 TC … \f C \l 1、PAGEREF _Toc…、TOC \o。
    .formula = （文字）
    .source = 政府网站内容的校对要求
    .example = “1、绩效目标表 TC 1、绩效目标表 \f C \l 1”：目录项的域代码。
    .fails = 有 Word 的域代码：“{ $found }”
    .help = 请删去这一段代码；可以用 mingbai check --fix 删去。

rule-E1 = 内容齐全
    .checks = 应公开的各章节和九张报表都有；没有数据的表有说明，有数据的表不说没有数据。
    .formula = 应有 ⊆ 已有
    .source = 预算法第十四条；预算法实施条例第六条；财预〔2016〕143号
    .example = 没有政府性基金的部门漏了政府性基金预算支出表：空表也要公开，并说明没有数据。
    .no-statements = 没有提供报表：{ $expected } 张应公开的报表一张也没有
    .statements-missing = 缺少报表：{ $missing }
    .sections-missing = 缺少内容：{ $missing }
    .empty-statement = { $what }没有数据，也没有说明
    .not-empty = { $what }有数据，说明却写着没有数据
    .help = 请补齐；没有数据的表也要列出，在 note（说明）里写明原因，例如 本年度没有政府性基金预算支出，故本表无数据。
    .sections-missing-help = 请补上这些内容；没有这项内容的，也写一句，例如“本年度没有政府采购预算”。

rule-E2 = 增减有原因
    .checks = 有增减的指标都说明了原因。
    .formula = Δ ≠ 0 ⇒ 有原因
    .source = 财预〔2016〕143号（说明增减变化原因）
    .example = “项目支出增加14.63万元”，没有说为什么：缺少原因。
    .fails = { $what }有增减，没有说明原因
    .help = 请在 reason（原因）中写明。
rule-E3 = 明细到规定的级次
    .checks = 功能分类列到项，基本支出的经济分类列到款，“三公”经费各项都列出。
    .formula = 功能分类到项；经济分类到款
    .source = 预算法第三十二条、第四十六条；预算法实施条例第六条
    .example = 支出表只列“20129 群众团体事务”，没有列到项：级次不够。
    .not-to-item = { $code } { $what }没有列到项
    .not-to-kind = { $code } { $what }没有列到款
    .three-public = “三公”经费没有列出：{ $missing }
    .help = 请补上下级科目；为零的也要列出，写 0。
rule-E4 = 部门名称一致
    .checks = 机构设置中有本部门，正文中署名的部门名称与部门资料中的名称一致。
    .formula = 名称一致
    .source = 地方预决算公开操作规程（表述准确）
    .example = 部门是“示例县教育局”，正文写“编制部门：示例县教肓局”：错字。
    .fails = 部门名称写成了“{ $found }”，应为“{ $name }”
    .not-among = 机构设置写的是“{ $found }”，部门资料中是“{ $name }”
    .help = 请改正名称；部门改了名的，在 department.yaml 中写明各名称的起止年度。
rule-E5 = 年度一致
    .checks = 标题、章节标题、表名中的年度，正文写“某年度预算、决算、收入、支出”的年度，与文件的年度一致；上年、截至日期、《》〔〕内的除外。
    .formula = 年度 = 文件夹的年度
    .source = 地方预决算公开操作规程（表述准确）
    .example = 2020 年预算的标题写“2019年部门预算”：年度不符。
    .fails = 写的是 { $found } 年，本文件是 { $year } 年的
    .as-of = 资产的截止日期是 { $found }，与 { $year } 年不符
    .date = 日期是 { $found }，与 { $year } 年的预算（决算）不符
    .help = 请改正年度；常见的是沿用上年的文件，没有改全。

rule-F1 = 增减额与历年公开的数一致
    .checks = 所填的增减额等于本期数减去所比较的一方公开的数；改名、合并的，比较各前身之和。
    .formula = Δ = 本期数 − 基数
    .source = 本部门历年公开的预算、决算
    .example = 上年公开 226.81 万元，本年 264.43 万元，写“增加37.00万元”：应为 37.62 万元。
    .fails = { $what }的增减额写的是 { $stated }，按公开的{ $base }推算是 { $expected }，相差 { $difference }
    .help = 请对照上年公开的文件；上年更正过的，以更正后的为准。
rule-F2 = 年初预算数与公开的预算一致
    .checks = 决算所列的年初预算数，与当年公开的预算数相等。调整后的全年预算数可以不同，不比较。
    .formula = 决算·年初预算数 = 预算
    .source = 本部门当年公开的预算
    .example = 预算公开 264.43 万元，决算的年初预算数写 260.00 万元：相差 4.43 万元，不符。
    .fails = { $what }的年初预算数是 { $stated }，当年公开的预算是 { $expected }，相差 { $difference }
    .help = 请核对；年初预算数是人大批准的预算，不是调整后的。
rule-F3 = 年初结转与上年年末结转一致
    .checks = 决算的年初结转和结余，与上年决算的年末结转和结余相等；上年调整过的可以不同，请说明。
    .formula = 年初结转(Y) = 年末结转(Y−1)
    .source = 本部门上年公开的决算
    .example = 上年年末结转 26.80 万元，本年年初结转 28.60 万元：相差 1.80 万元，请核对。
    .fails = { $what }是 { $stated }，上年决算的年末结转是 { $expected }，相差 { $difference }
    .help = 请核对；以前年度损益调整等原因造成的，在 acknowledge（已知问题）中说明。
rule-F4 = 历年连续
    .checks = 两个已公开的年度之间没有缺年；支出比上年增减超过门槛的有说明；撤销的部门在 succession.yaml 中有去向。
    .formula = |Δ ÷ 上年数| ≤ 门槛，或有说明
    .source = 预算法第十四条
    .example = 有 2017 和 2019 年度预算，没有 2018 年度的：缺年。
    .missing = 缺少 { $years } 年度的文件，前后年度的都有
    .jump = { $what }比上年增减 { $percent }%，超过 { $threshold }%，没有说明原因
    .ends = 部门到 { $year } 年为止，succession.yaml 没有写它的去向
    .help = 请补上缺的文件；确实没有的，在 acknowledge（已知问题）中说明。
    .jump-help = 请在增减变化中写明原因。
    .ends-help = 请在 succession.yaml 中写明它改名、合并或拆分成了哪些部门。

rule-F5 = 公开及时
    .checks = 公开日期在批复后二十日内；批准、批复、公开的先后合理。
    .formula = 公开 ≤ 批复 + 20 日
    .source = 预算法第十四条；预算法实施条例第六条
    .example = 1 月 20 日批复，3 月 1 日公开：第 40 日，超过 20 日。
    .late = 批复后第 { $days } 日公开，超过二十日的期限 { $late } 日
    .order = 批复日期（{ $later }）早于批准日期（{ $earlier }）
    .early = 公开日期（{ $published }）早于批复日期（{ $replied }）
    .help = 请核对日期；确实晚了的，在 acknowledge（已知问题）中说明。
    .early-help = 公开不会早于批复，请改正写错的一个日期。
    .order-help = 请改正写错的一个日期。

rule-F6 = 公开后不变
    .checks = 台账（ledger.csv）中登记的每个版本都还在，内容与登记时相同；更正另立新版本，旧版本保留；登记过的更正，日期和原因仍照登记时写。
    .formula = 内容摘要 = 登记的摘要；更正的日期、原因 = 登记的日期、原因
    .source = 存档对读者的承诺：公开过的不悄悄更改
    .example = 第 1 版于 2 月登记，3 月直接改了一个数：应保留旧版，另立第 2 版并写明更正原因。
    .changed = 第 { $version } 版于 { $recorded } 登记公开，此后内容改了，而没有更正记录
    .older = 保留的第 { $version } 版与 { $recorded } 登记时不同
    .gone = 第 { $version } 版于 { $recorded } 登记公开，现在没有了
    .why = 第 { $version } 版的更正原因与 { $recorded } 登记的不同，登记的是：“{ $was }”
    .date = 第 { $version } 版的更正日期与 { $recorded } 登记的不同，登记的是：{ $was ->
        [none] 没有日期
       *[other] { $was }
    }
    .unsaid = { $recorded } 登记过的第 { $version } 版的更正现在没有写了，登记的原因是：“{ $was }”
    .help = 从版本库取回登记时的文件，存为 { $kept }（同名文件夹一并保留）；现在的文件写明 corrections（更正）：version: { $next }、date、what、why。无意改动的，恢复原样即可。
    .older-help = 旧版本应当保持公开时的样子，请从版本库恢复。
    .gone-help = 从版本库恢复为 { $kept }（同名文件夹一并恢复）。
    .why-help = 请照登记时的写：更正说明公开以后也不再改。原来写错了的，另立新版本，在它的更正里说明。
    .date-help = 请照登记时的写：更正说明公开以后也不再改。原来写错了的，另立新版本，在它的更正里说明。
    .unsaid-help = 请在 corrections（更正）中恢复：历次更正都要留着。

rule-G = 没有个人信息
    .checks = 文字中没有身份证号码、手机号码、银行卡号。
    .formula = （文字）
    .source = 个人信息保护法第二十八条；政府信息公开条例第十五条
    .example = “联系人手机 138********”写全了号码：不应公开。
    .identity-card = 有身份证号码：{ $digits }
    .mobile-phone = 有手机号码：{ $digits }
    .bank-account = 有银行卡号：{ $digits }
    .help = 请删去，或改为办公电话；确实应当公开的，在 acknowledge（已知问题）中说明。
rule-H = 问题说明仍有必要
    .checks = acknowledge（已知问题）中说明的每条规则，现在仍有不符之处。
    .formula = 说明 ⇒ 有不符
    .source = 本站的规定：问题改正后，说明随之删去
    .example = 金额已经改正，仍留着对 A12 的说明：应删去。
    .fails = 对规则 { $known } 的说明已不适用：没有查出它的问题
    .help = 请删去这条说明。
