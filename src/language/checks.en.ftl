# The rules of the checks: name, what is checked, formula, source, example, what is said where it fails, how to mend it. The program and the pages share them.
# $what: what is checked; $stated: the figure as stated; $expected: what it should be; $difference: by how much they differ.

check-outcome = Outcome of a check
    .passes = { $rule }: holds
    .rounding = { $rule }: a difference of { $difference }, which rounding explains
    .rounding-percent = { $rule }: { $stated } is stated and { $exact } calculated, less than 0.1 percentage points apart
    .not-checked = { $rule }: not checked ({ $why })
    .help = { "" }

why-not-stated = the file does not state it
why-part-missing = a part of what it needs is missing
why-ambiguous = there are several of the kind, and nothing says which is meant
why-unclear = the text cannot be read with certainty
why-not-published = what it is compared with is not published
why-no-base = the base is zero

lacks-duties = duties and organisation
lacks-arrangement = revenue and expenditure as a whole
lacks-operating_cost = operating cost of offices
lacks-three_public = the three public expenses
lacks-performance = performance
lacks-procurement = procurement
lacks-assets = state-owned assets
lacks-glossary = glossary
lacks-income_expenditure = income and expenditure
lacks-income = income
lacks-expenditure = expenditure
lacks-fiscal_appropriation = fiscal appropriation
lacks-general_public = general public budget
lacks-basic_by_economic = basic expenditure by economic classification
lacks-three_public-statement = three public expenses
lacks-government_fund = government funds
lacks-state_capital = state capital operations
lacks-project_expenditure = project expenditure
lacks-procurement-statement = procurement
lacks-other = statement

rule-A1 = Total revenue equals total expenditure
    .checks = Total revenue equals total expenditure, with what is carried in from the year before and carried out to the next; so do the totals of both sides in the statements of revenue and expenditure and of fiscal appropriation.
    .formula = Total revenue = total expenditure
    .source = Budget Law art. 12 (balance of revenue and expenditure); relations within the department's statement of revenue and expenditure
    .example = Total revenue 264.43 万元, total expenditure 264.40 万元: a difference of 0.03 万元, which fails.
    .fails = { $what } is { $stated }, { $other } is { $expected }, a difference of { $difference }
    .help = check both totals; do not write the sum of this year (本年合计) for the total (总计), which holds what is carried in and out
rule-A2 = Revenue is the sum of its sources
    .checks = Total revenue is the sum of the sources of revenue and what is carried in from the year before; this year's revenue is the sum of its sources; so is each row of the statement of revenue.
    .formula = Total revenue = Σ sources + non-fiscal surplus used + carried in; this year's revenue = Σ sources
    .source = Relations within the statements of revenue, and of revenue and expenditure
    .example = Sources of 100.00 and 20.00 万元, total revenue written as 130.00 万元: a difference of 10.00 万元, which fails.
    .fails = { $what } is written as { $stated }, its sources add up to { $expected }, a difference of { $difference }
    .help = check the total and each source, and whether a source or what is carried in was left out
rule-A3 = Expenditure is basic and project expenditure
    .checks = Expenditure is the sum of basic and project expenditure; in a final account also of payments to superior bodies, business expenditure and subsidies to subordinate units; the total also holds the distribution of surplus and what is carried out to the next year. Statements are checked row by row.
    .formula = Expenditure = basic expenditure + project expenditure (+ payments to superior bodies + business expenditure + subsidies to subordinate units)
    .source = Implementing Regulations of the Budget Law (预算法实施条例) art. 6; relations within the department's statement of expenditure
    .example = Basic expenditure 124.50, project expenditure 139.93 万元, expenditure written as 264.34 万元: a difference of 0.09 万元, which fails.
    .fails = { $what } is written as { $stated }, its parts add up to { $expected }, a difference of { $difference }
    .help = check the total and each part; often two digits were swapped, or one was left out
rule-A4 = Basic expenditure is personnel and running expenses
    .checks = Basic expenditure is the sum of personnel expenses and running expenses; personnel expenses are the economic classes 301 and 303, running expenses all others.
    .formula = Basic expenditure = personnel expenses + running expenses; personnel expenses = 301 + 303; running expenses = 302 + 310 + …
    .source = Implementing Regulations of the Budget Law (预算法实施条例) art. 6; economic classification of expenditure
    .example = Personnel expenses 117.04, running expenses 7.46 万元, basic expenditure written as 124.60 万元: a difference of 0.10 万元, which fails.
    .fails = { $what } is written as { $stated }, its parts add up to { $expected }, a difference of { $difference }
    .help = check personnel expenses (人员经费), running expenses (公用经费) and their sum, then the sums of the classes in the statement of basic expenditure
rule-A5 = A line is the sum of the lines below it
    .checks = In each column of a statement a class (类) is the sum of its sections (款), a section the sum of its items (项), and the total the sum of the classes; where a statement has no codes, the total is the sum of its rows.
    .formula = Class = Σ sections; section = Σ items; total = Σ classes
    .source = Classification of government revenue and expenditure (政府收支分类科目); relations within each statement
    .example = Two items of section 20129 have 100.00 and 20.00 万元, the section is written as 121.00 万元: a difference of 1.00 万元, which fails.
    .fails = { $what } is written as { $stated }, the rows below it add up to { $expected }, a difference of { $difference }
    .help = check this row and those below it, and whether a row was left out
rule-A6 = The three public expenses are the sum of their parts
    .checks = The three public expenses (“三公”经费) are the sum of travel abroad, buying and running cars, and receptions; cars are the sum of buying and running them.
    .formula = Three public expenses = travel abroad + cars + receptions; cars = buying + running
    .source = Relations within the statement of the three public expenses
    .example = Travel abroad 0, cars 0.50, receptions 0.20 万元, the sum written as 0.50 万元: a difference of 0.20 万元, which fails.
    .fails = { $what } is written as { $stated }, its parts add up to { $expected }, a difference of { $difference }
    .help = check the sum and the three amounts; the columns of receptions and of cars stand in either order, so see whether they were swapped
rule-A7 = Fiscal appropriation is the sum of its budgets
    .checks = In each row of the statement of fiscal appropriation the total is the sum of the general public, government fund and state capital budgets; each row of the statement of projects is the sum of its sources of money.
    .formula = Fiscal appropriation = general public budget + government fund budget + state capital budget
    .source = Budget Law art. 5; relations within the statement of fiscal appropriation
    .example = General public budget 90.00, government funds 10.00 万元, the total written as 110.00 万元: a difference of 10.00 万元, which fails.
    .fails = { $what } is written as { $stated }, its sources of money add up to { $expected }, a difference of { $difference }
    .help = check the total of this row and each of its columns
rule-A8 = A final account balances
    .checks = What a final account carries out at the end of the year is this year's revenue, the non-fiscal surplus used and what was carried in, without this year's expenditure and the distribution of surplus; total expenditure is the sum of this year's expenditure, the distribution of surplus and what is carried out.
    .formula = This year's revenue + non-fiscal surplus used + carried in = this year's expenditure + distribution of surplus + carried out
    .source = Relations within the final statement of revenue and expenditure (收入支出决算总表)
    .example = This year's revenue 100.00, carried in 5.00, this year's expenditure 98.00 万元, carried out written as 6.00 万元: a difference of 1.00 万元, which fails.
    .fails = { $what } is written as { $stated }, from revenue and expenditure follows { $expected }, a difference of { $difference }
    .help = check what is carried in and carried out, this year's revenue and expenditure, and the distribution of surplus
rule-A9 = What each source of money carries on
    .checks = For government funds, the state capital budget and fiscal appropriation, what is carried out is what was carried in and this year's revenue, without this year's expenditure.
    .formula = Carried out = carried in + this year's revenue − this year's expenditure
    .source = Relations within the final statement of government funds (政府性基金预算财政拨款收入支出决算表) and the like
    .example = Carried in 0, revenue 10.00, expenditure 8.00 万元, carried out written as 3.00 万元: a difference of 1.00 万元, which fails.
    .fails = { $what } is written as { $stated }, from revenue and expenditure follows { $expected }, a difference of { $difference }
    .help = check what this row carries in and carries out, and its revenue and expenditure
rule-A10 = Procurement is goods, works and services
    .checks = Government procurement is the sum of goods, works and services; what small and medium enterprises were awarded is at most the total, and what small and micro enterprises were awarded at most that.
    .formula = Procurement = goods + works + services; small and micro ≤ small and medium ≤ total
    .source = Measures for government procurement to promote small and medium enterprises (政府采购促进中小企业发展管理办法); relations within the procurement statement
    .example = Goods 10.00, works 0, services 5.00 万元, the total written as 16.00 万元: a difference of 1.00 万元, which fails.
    .fails = { $what } is written as { $stated }, its parts add up to { $expected }, a difference of { $difference }
    .exceeds = { $what } is { $stated }, more than { $other }, by { $difference }
    .help = check the total of procurement, its parts, and the amounts that small and medium, and small and micro enterprises were awarded
rule-A11 = Assets are the sum of their lines
    .checks = Total assets are the sum of all lines; what is “of which” (其中) is at most the line that it belongs to, in value and in number.
    .formula = Total assets = Σ lines; office space ≤ buildings
    .source = Relations within the table of fixed assets (固定资产占用情况表)
    .example = Buildings 0, vehicles 13.00 万元, the total written as 15.00 万元: a difference of 2.00 万元, which fails.
    .fails = { $what } is written as { $stated }, its lines add up to { $expected }, a difference of { $difference }
    .exceeds = { $what } is { $stated }, more than { $other }, by { $difference }
    .more-than-whole = the number of { $what } is { $part }, more than the line that it belongs to ({ $whole })
    .help = check total assets and each line; what is “of which” does not count towards the total again
rule-A12 = A change is the sum of the changes of its parts
    .checks = Against one base, the change of expenditure is the sum of the changes of basic and project expenditure; likewise for the three public expenses and procurement.
    .formula = Δ expenditure = Δ basic expenditure + Δ project expenditure
    .source = How the changes that a department's budget states (比上年增减情况) hang together
    .example = The total rises by 37.62 万元, basic expenditure by 22.59 万元, project expenditure by 14.63 万元: the parts add up to 37.22 万元, a difference of 0.40 万元, which fails.
    .fails = { $what } changes by { $stated }, the changes of its parts add up to { $expected }, a difference of { $difference }
    .help = work out the three changes again from the budget (final account) of the year before and mend the wrong one, in the prose too

rule-B1 = Revenue and expenditure agree with their own statements
    .checks = Revenue and expenditure in the statement of both equal the totals of the statement of revenue and the statement of expenditure; each class of expenditure equals the same class in the statement of expenditure.
    .formula = Statement of revenue and expenditure = total of the statement of revenue; likewise = total of the statement of expenditure
    .source = Relations between the statements of department budgets and final accounts
    .example = Expenditure 264.43 万元 in the statement of revenue and expenditure, 246.43 万元 as the total of the statement of expenditure: a difference of 18.00 万元, which fails.
    .fails = { $what } is { $stated }, in the statement of revenue and expenditure (or of expenditure) it is { $expected }, a difference of { $difference }
    .help = check both statements; it is often quickest to export them again from one system
rule-B2 = Fiscal appropriation agrees with the statement of each budget
    .checks = The columns of the statement of fiscal appropriation equal the totals of the general public, government fund and state capital statements; so do the classes.
    .formula = Column of the statement of fiscal appropriation = total of that budget's statement
    .source = Relations between the statements of department budgets and final accounts
    .example = General public budget 90.00 万元 in the statement of fiscal appropriation, 95.00 万元 as the total of the general public budget statement: a difference of 5.00 万元, which fails.
    .fails = { $what } is { $stated }, in the other statement it is { $expected }, a difference of { $difference }
    .help = check this figure in both statements
rule-B3 = The general public budget statement agrees with the statement of basic expenditure
    .checks = Basic expenditure in the general public budget statement equals the total of the statement of basic expenditure; so do personnel expenses and running expenses.
    .formula = Basic expenditure in the general public budget statement = total of the statement of basic expenditure
    .source = Relations between the statements of department budgets and final accounts
    .example = Basic expenditure 124.50 万元 in the general public budget statement, 124.00 万元 as the total of the statement of basic expenditure: a difference of 0.50 万元, which fails.
    .fails = { $what } is { $stated }, in the statement of basic expenditure it is { $expected }, a difference of { $difference }
    .help = check the row of totals in both statements
rule-B4 = The statement of revenue agrees with the statement of fiscal appropriation
    .checks = Revenue from fiscal appropriation in the statement of revenue equals this year's revenue in the statement of fiscal appropriation.
    .formula = Fiscal appropriation in the statement of revenue = this year's revenue in the statement of fiscal appropriation
    .source = Relations between the statements of department budgets and final accounts
    .example = Fiscal appropriation 90.00 万元 in the statement of revenue, this year's revenue 95.00 万元 in the statement of fiscal appropriation: a difference of 5.00 万元, which fails.
    .fails = { $what } is { $stated }, in the other statement it is { $expected }, a difference of { $difference }
    .help = check both statements; this year's revenue does not hold what is carried in from the year before
rule-B5 = Basic expenditure on the three public expenses is at most their total
    .checks = In the statement of basic expenditure 30212 (travel abroad), 30217 (receptions) and 30231 (running cars) are at most the same part of the three public expenses.
    .formula = 30212 ≤ travel abroad; 30217 ≤ receptions; 30231 ≤ running cars
    .source = Economic classification of expenditure; what counts as the three public expenses (“三公”经费)
    .example = 30217 receptions 1.00 万元, receptions among the three public expenses 0.50 万元: more by 0.50 万元, which fails.
    .exceeds = { $what } is { $stated }, more than { $other }, by { $difference }
    .help = the three public expenses are paid from basic and project expenditure, so they are never less than the same line of basic expenditure; check both places
rule-B6 = The statement of expenditure agrees with fiscal appropriation
    .checks = Where all revenue is fiscal appropriation, the total of the statement of expenditure equals expenditure in the statement of fiscal appropriation.
    .formula = Total of the statement of expenditure = this year's expenditure in the statement of fiscal appropriation (where there is no other money)
    .source = Relations between the statements of department budgets and final accounts
    .example = No other revenue, the statement of expenditure has a total of 264.43 万元, expenditure from fiscal appropriation is 260.00 万元: a difference of 4.43 万元, which fails.
    .fails = { $what } is { $stated }, in the statement of fiscal appropriation it is { $expected }, a difference of { $difference }
    .help = check both statements; if there is other money, such as income of public institutions (事业收入), state it under revenue

rule-C1 = Amounts in the text agree with the data
    .checks = An amount that the prose gives for a measure equals what this file states and what its statements print; a change in the prose equals the one under comparisons. 元 and 万元 are converted first.
    .formula = Amount in the text = amount of the measure
    .source = Rules for disclosing local budgets and final accounts (地方预决算公开操作规程): text and tables agree
    .example = The prose says “basic expenditure 124.05万元”, the data 124.50 万元: a difference of 0.45 万元, which fails.
    .fails = the text says { $what } is { $stated }, the data { $expected }, a difference of { $difference }
    .more = the text says { $what } rose by { $stated }, the change that is stated is { $expected }, a difference of { $difference }
    .less = the text says { $what } fell by { $stated }, the change that is stated is { $expected }, a difference of { $difference }
    .help = mend the one that is wrong; prose can quote the amount, as {"{{"} expenditure.total {"}}"}, and then text and data never differ
rule-C2 = Shares are right
    .checks = A share in the prose is the part divided by the whole; 0.1 percentage points of difference are allowed.
    .formula = Share = part ÷ whole × 100%
    .source = Rules for disclosing local budgets and final accounts (地方预决算公开操作规程): figures are correct
    .example = Basic expenditure 124.50 万元, expenditure 264.43 万元, written as “a share of 57.08%”: it should be 47.08%, which fails.
    .fails = the text says { $what } has a share of { $stated }, { $part } ÷ { $whole } = { $exact }
    .help = work out the share again, or check what it is a share of
rule-C3 = Completion rates are right
    .checks = A completion rate in the prose is the outturn divided by the budget; of a budget of zero there is none.
    .formula = Completion rate = outturn ÷ budget × 100%
    .source = What final accounts say on how the budget was carried out
    .example = Original budget 6.00 万元, outturn 5.14 万元, written as “95.67% of the original budget”: it should be 85.67%, which fails.
    .fails = the text says { $what } reached { $stated } of its budget, { $part } ÷ { $whole } = { $exact }
    .no-budget = the text gives a completion rate of { $what }, and its budget is zero
    .help = work out the rate again, and mind whether it is of the original or the adjusted budget; where the budget is zero, write that nothing was budgeted (年初未安排预算)
rule-C4 = More, less and the same agree with the data
    .checks = Where the prose says more, less or the same, the stated change goes that way; the amount of a change and its percentage go in one direction.
    .formula = More ⇔ Δ > 0; less ⇔ Δ < 0; the same ⇔ Δ = 0
    .source = Rules for disclosing local budgets and final accounts (地方预决算公开操作规程): text and tables agree
    .example = The change is -0.50 万元, the prose says “0.50万元 more than the year before”: the directions differ.
    .more = the text says { $what } rose, the change that is stated is { $delta }
    .less = the text says { $what } fell, the change that is stated is { $delta }
    .same = the text says { $what } did not change, the change that is stated is { $delta }
    .two-ways = the change of { $what } is { $amount } and its percentage { $percent }%, which go in different directions
    .help = check whether it is more or less; for less both the amount and the percentage are negative
rule-C5 = Percentages of change are right
    .checks = The percentage of a change is the change divided by its base; of a base of zero there is none.
    .formula = Percentage of change = Δ ÷ (figure of this period − Δ) × 100%
    .source = Rules for disclosing local budgets and final accounts (地方预决算公开操作规程): figures are correct
    .example = Expenditure 264.43 万元, 37.62 万元 more, written as “a rise of 14.23%”: it should be 16.59%, which fails.
    .fails = the percentage of change of { $what } is written as { $stated }, { $part } ÷ { $whole } = { $exact }
    .no-base = there is a percentage of change of { $what }, and its base is zero (or less)
    .help = divide by the figure of the year before, not of this year; where that is zero, write only by how much it rose, without a percentage
rule-C6 = One figure is the same everywhere
    .checks = The amount of one measure is the same in the text, in statements and in performance projects; the date of assets is one throughout. Indicators of one name in different projects are not compared.
    .formula = One measure, one year, one scope: one amount
    .source = Rules for disclosing local budgets and final accounts (地方预决算公开操作规程): figures agree
    .example = Total expenditure 264.43 万元 in the text, 264.34 万元 in the statement of revenue and expenditure: a difference of 0.09 万元, which fails.
    .fails = { $what } is given as { $stated } here and as { $expected } in another place, a difference of { $difference }
    .day = the date of assets is { $stated } in the text and { $printed } in the table of assets
    .help = compare with the original and mend the wrong one; where the original differs in itself, explain it under `acknowledge`
    .day-help = both should be one day

rule-C7 = The operating cost of offices agrees with running expenses
    .checks = Where all units of a department are administrative, or managed like civil servants (参公单位), the operating cost of offices (机关运行经费) equals running expenses (公用经费) from the general public budget.
    .formula = Operating cost of offices = running expenses (administrative units and those managed like them)
    .source = Budget Law art. 14; what counts as the operating cost of offices (机关运行经费)
    .example = Running expenses 7.46 万元, operating cost of offices written as 6.46 万元: a difference of 1.00 万元, to be checked.
    .fails = { $what } is { $stated }, running expenses are { $expected }, a difference of { $difference }
    .help = check both places; if they really count different things, say so under `acknowledge`
rule-C8 = Each project has targets
    .checks = Each project in the statement of projects has a table of targets in the performance information.
    .formula = Projects in the statement ⊆ projects with targets
    .source = Budget Law art. 32; requirements on performance targets of projects
    .example = The statement of projects lists “劳模体检疗休养”, the performance information has no table of its targets: it is missing.
    .fails = the project “{ $what }” has no table of targets
    .help = add the project and its indicators under `performance.projects`; its name must be the one in the statement of projects
rule-C9 = A change and no change do not contradict each other
    .checks = One sentence cannot say that a measure rose or fell, and also that it stayed the same.
    .formula = Only one of more, less and the same
    .source = Rules for disclosing local budgets and final accounts (地方预决算公开操作规程): the wording is exact
    .example = “The three public expenses fell by 0.50万元 and are the same as the year before”: a contradiction.
    .fails = one sentence says both that { $what } changed and that it did not
    .help = delete the one that is wrong

rule-D1 = 元 and 万元 are not mixed up
    .checks = Where an amount in 元 in the prose has the digits of a measure in 万元, 万 was left out; the other way round is checked too.
    .formula = “N元” where the measure is N 万元
    .source = Rules for disclosing local budgets and final accounts (地方预决算公开操作规程): figures are correct
    .example = The operating cost of offices is 7.46 万元, the prose says “7.46元”: 万 was left out.
    .fails = the text says “{ $stated }”, it should be “{ $right }”: 万 was left out
    .too-large = the text says “{ $stated }”, it should be “{ $right }”: there is a 万 too many
    .help = mend the unit; mingbai check --fix does it
rule-D2 = The unit of a statement is right
    .checks = Where a figure of a statement differs from the same measure in the text by exactly ten thousand times, the unit is wrong; about ten thousand times the year before is found too. Each statement has a unit (the file's own where it names none).
    .formula = Statement ≠ measure × 10000; this year ≠ the year before × 10000
    .source = The form of published department budgets (the unit of amounts is named)
    .example = The figures of a statement are in 元 and it names no unit, so they are read as 万元: ten thousand times too much.
    .fails = { $what } differs from the same measure in the text by exactly ten thousand times: the unit of this statement is not “{ $unit }”
    .jump = { $what } differs from the year before by about ten thousand times; check the unit
    .fails-help = look at the unit in the heading of the original: this statement is not in { $unit }; write the right unit under `unit` of this statement, or correct what stands there
    .jump-help = compare with the originals: both figures are shown with their units; see in which year `unit` is wrong, and correct that file
    .help = look at the unit in the original, and correct the `unit` that is wrong
rule-D3 = The form of the text
    .checks = There is no doubled punctuation, nothing that was left to fill in (XX, ××, ____, 待填), and no percentage without %.
    .formula = (Text)
    .source = Proofreading requirements for government websites
    .example = “职工的维权渠道。。”: a doubled full stop.
    .doubled = doubled punctuation: “{ $found }”
    .placeholder = something was left to fill in: “{ $found }”
    .percent = there is no % behind “{ $found }”
    .help = mend it; mingbai check --fix can mend doubled punctuation
    .percent-help = add the % behind the number
    .placeholder-help = fill it in, or remove the sentence

rule-D4 = No field codes of a word processor are left
    .checks = There are no field codes copied from Word, such as TC … \f C \l 1, PAGEREF _Toc… or TOC \o.
    .formula = (Text)
    .source = Proofreading requirements for government websites
    .example = “1、绩效目标表 TC 1、绩效目标表 \f C \l 1”: the field code of an entry in the table of contents.
    .fails = a field code of Word was left in the text: “{ $found }”
    .help = delete the code; mingbai check --fix can do so

rule-E1 = Nothing is missing
    .checks = All sections that must be published and the nine statements are there; a statement without data has a note, and one with data does not say that it has none.
    .formula = Required ⊆ given
    .source = Budget Law art. 14; Implementing Regulations of the Budget Law (预算法实施条例) art. 6; 财预〔2016〕143号
    .example = A department without government funds left out the government fund statement: an empty statement is published too, with a note that it has no data.
    .no-statements = there are no statements: none of the { $expected } that must be published
    .statements-missing = statements are missing: { $missing }
    .sections-missing = content is missing: { $missing }
    .empty-statement = { $what } has no data and no note
    .not-empty = { $what } has data, and its note says that it has none
    .help = add what is missing; statements without data are listed too, with the reason under `note`, such as 本年度没有政府性基金预算支出，故本表无数据
    .sections-missing-help = add them; where there is none of something, say so in a sentence

rule-E2 = Changes have reasons
    .checks = Each measure that changed has a reason for it.
    .formula = Δ ≠ 0 ⇒ a reason
    .source = 财预〔2016〕143号 (reasons for changes are given)
    .example = “Project expenditure rose by 14.63万元”, without why: the reason is missing.
    .fails = { $what } changed, and no reason is given
    .help = write it under `reason`
rule-E3 = Details go down to the required level
    .checks = The functional classification goes down to items (项), the economic classification of basic expenditure to sections (款), and all parts of the three public expenses are listed.
    .formula = Functional classification to items; economic classification to sections
    .source = Budget Law art. 32 and 46; Implementing Regulations of the Budget Law (预算法实施条例) art. 6
    .example = The statement of expenditure lists only “20129 群众团体事务” and not its items: not detailed enough.
    .not-to-item = { $code } { $what } does not go down to items (项)
    .not-to-kind = { $code } { $what } does not go down to sections (款)
    .three-public = the three public expenses do not list: { $missing }
    .help = add the lines below; those of zero are listed too, with 0
rule-E4 = The department has one name
    .checks = The department is among the bodies of its section on structure, and where the prose is signed with a department's name it is the one in the department's data.
    .formula = One name
    .source = Rules for disclosing local budgets and final accounts (地方预决算公开操作规程): the wording is exact
    .example = The department is “示例县教育局”, the prose says “编制部门：示例县教肓局”: a wrong character.
    .fails = the department's name is written as “{ $found }”, it should be “{ $name }”
    .not-among = among the bodies stands “{ $found }”, and the department is “{ $name }”
    .help = mend the name; if the department was renamed, department.yaml says from which year to which each name holds
rule-E5 = The year is one and the same
    .checks = The year in the title, in headings and in names of statements, and where prose speaks of a year's budget, final account, revenue or expenditure, is the file's year; except for the year before, dates up to which something holds, and what stands in 《》 or 〔〕.
    .formula = Year = year of the folder
    .source = Rules for disclosing local budgets and final accounts (地方预决算公开操作规程): the wording is exact
    .example = The title of the budget of 2020 says “2019年部门预算”: the wrong year.
    .fails = the year is written as { $found }, this file is of { $year }
    .as-of = the date of assets is { $found }, which does not fit { $year }
    .date = the date is { $found }, which does not fit the budget (final account) of { $year }
    .help = mend the year; often the file of the year before was used again and not changed throughout

rule-F1 = Changes agree with what was published in other years
    .checks = A stated change is the figure of this period without the published figure that it is compared with; for a body that was renamed or merged, that is the sum of those before it.
    .formula = Δ = figure of this period − base
    .source = The budgets and final accounts that the department has published
    .example = Published for the year before 226.81 万元, this year 264.43 万元, written as “37.00万元 more”: it should be 37.62 万元.
    .fails = the change of { $what } is written as { $stated }, from the published { $base } follows { $expected }, a difference of { $difference }
    .help = check it against what was published for the year before; if that was corrected, the corrected version counts
rule-F2 = The original budget agrees with the published budget
    .checks = The original budget that a final account lists equals the budget that was published for the year. The adjusted budget may differ and is not compared.
    .formula = Original budget of the final account = budget
    .source = The budget that the department published for the year
    .example = The published budget is 264.43 万元, the original budget in the final account 260.00 万元: a difference of 4.43 万元, which fails.
    .fails = the original budget of { $what } is { $stated }, the budget published for the year is { $expected }, a difference of { $difference }
    .help = check it; the original budget (年初预算数) is the one that the people's congress approved, not the adjusted one
rule-F3 = What is carried in is what the year before carried out
    .checks = What a final account carries in equals what the final account of the year before carried out; after an adjustment of the year before it may differ, which is to be explained.
    .formula = Carried in (Y) = carried out (Y−1)
    .source = The final account that the department published for the year before
    .example = The year before carried out 26.80 万元, this year carried in 28.60 万元: a difference of 1.80 万元, to be checked.
    .fails = { $what } is { $stated }, the final account of the year before carried out { $expected }, a difference of { $difference }
    .help = check it; if it comes from an adjustment of earlier years or the like, say so under `acknowledge`
rule-F4 = The years follow on each other
    .checks = No year is missing between two that are published; where expenditure changed by more than the threshold against the year before, a reason is given; what became of a body that ended is in succession.yaml.
    .formula = |Δ ÷ figure of the year before| ≤ threshold, or a reason
    .source = Budget Law art. 14
    .example = There are budgets of 2017 and 2019 and none of 2018: a year is missing.
    .missing = nothing is published for { $years }, and there is for the years before and after
    .jump = { $what } changed by { $percent }% against the year before, more than { $threshold }%, and no reason is given
    .ends = the department ends with { $year }, and succession.yaml does not say what became of it
    .help = add what is missing; where there is nothing, explain it under `acknowledge`
    .jump-help = give the reason among `comparisons`
    .ends-help = write in succession.yaml which bodies it became

rule-F5 = Published in time
    .checks = It is published within twenty days of the reply (批复); approval, reply and publication are in a sensible order.
    .formula = Published ≤ reply + 20 days
    .source = Budget Law art. 14; Implementing Regulations of the Budget Law (预算法实施条例) art. 6
    .example = Replied on 20 January, published on 1 March: on the 40th day, more than 20.
    .late = published on day { $days } after the reply, later than the twenty days allowed by { $late }
    .order = the date of the reply ({ $later }) is before the date of approval ({ $earlier })
    .early = the date of publication ({ $published }) is before the date of the reply ({ $replied })
    .help = check the dates; if it really was late, say so under `acknowledge`
    .early-help = nothing is published before the reply; mend the wrong date
    .order-help = mend the wrong date

rule-F6 = Unchanged since publication
    .checks = Each version recorded in the ledger (ledger.csv) is still there and says what it said then; a correction is a new version, and older versions are kept. Date and reason of each recorded correction are still stated as they were recorded.
    .formula = digest of what is said = recorded digest; date and reason of a correction = recorded date and reason
    .source = the archive's promise to its readers: what was published does not change unnoticed
    .example = Version 1 was recorded in February and a figure was changed in March: the old version must be kept, and the new one be version 2 with the reason for the correction.
    .changed = version { $version } was recorded on { $recorded } and has changed since, without a correction
    .older = the kept version { $version } is not what was recorded on { $recorded }
    .gone = version { $version } was recorded on { $recorded } and is no longer there
    .why = the reason of the correction of version { $version } is not what was recorded on { $recorded }: “{ $was }”
    .date = the date of the correction of version { $version } is not what was recorded on { $recorded }: { $was ->
        [none] no date
       *[other] { $was }
    }
    .unsaid = the correction of version { $version }, recorded on { $recorded }, is no longer stated: “{ $was }”
    .help = fetch the recorded file from version control and keep it as { $kept } (with the folder of that name); in the file as it is now, say under `corrections`: version: { $next }, date, what, why. If it was changed by mistake, restore it
    .older-help = an older version stays as it was published; restore it from version control
    .gone-help = restore it from version control as { $kept } (with the folder of that name)
    .why-help = write it as it was recorded: the date and the reason of a correction stay, too. If it was wrong, say so in the correction of a new version
    .date-help = write it as it was recorded: the date and the reason of a correction stay, too. If it was wrong, say so in the correction of a new version
    .unsaid-help = restore it under `corrections`: all corrections stay listed

rule-G = No personal information
    .checks = The text holds no numbers of identity cards, mobile phones or bank cards.
    .formula = (Text)
    .source = Personal Information Protection Law (个人信息保护法) art. 28; Regulations on Open Government Information (政府信息公开条例) art. 15
    .example = “联系人手机 138********” with the whole number: it must not be published.
    .identity-card = there is the number of an identity card: { $digits }
    .mobile-phone = there is the number of a mobile phone: { $digits }
    .bank-account = there is the number of a bank card: { $digits }
    .help = delete it, or give the telephone number of an office; if it really must be published, say so under `acknowledge`
rule-H = Explanations are still needed
    .checks = Each rule explained under `acknowledge` still finds something.
    .formula = Explanation ⇒ a finding
    .source = A rule of this site: once the problem is mended, its explanation goes
    .example = The amount was mended, and an explanation of A12 is still there: it should be deleted.
    .fails = the explanation of rule { $known } is not needed any more: the rule finds nothing
    .help = delete this explanation
