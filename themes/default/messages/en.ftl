# The words on the pages.

skip = Skip to the text
menu = Menu
large-type = Large type
home = Home
crumbs = You are here
sample = Sample data: this site is about a fictional county. All bodies, projects and amounts are invented and stand for no real place.
made-with = Made with Mingbai.
colon = {": "}
stop = {". "}
gap = {" "}
list-comma = {", "}
note = Note

footer-sponsor = Sponsor
footer-operator = Operator
footer-contact = Contact
footer-site-code = Site code
footer-icp = ICP licence
footer-police = Public security record

date = { $month ->
    [1] { $day } January { $year }
    [2] { $day } February { $year }
    [3] { $day } March { $year }
    [4] { $day } April { $year }
    [5] { $day } May { $year }
    [6] { $day } June { $year }
    [7] { $day } July { $year }
    [8] { $day } August { $year }
    [9] { $day } September { $year }
    [10] { $day } October { $year }
    [11] { $day } November { $year }
   *[12] { $day } December { $year }
}
year = Fiscal year { $year }
year-kind = { $year } { $kind }
fiscal-year = Fiscal year
kind = Kind
kind-budget = budget
kind-final = final account
scope-department = Department with its units
scope-unit = The body alone
in-unit = in { $unit }
unit-yuan = {" "}yuan
unit-thousand = {" "}thousand yuan
unit-wan = {" "}10,000 yuan
unit-million = {" "}million yuan
unit-yi = {" "}100 million yuan
amount = Amount
item = Item
code = Code
quantity = Quantity
value = Value
of-which = {"of which: "}
blank = not filled in
measure = Measure

home-years = Year by year
home-years-caption = Total expenditure of the departments
bodies = ({ $count ->
    [one] 1 department
   *[other] { $count } departments
})
departments = Departments
no-group = Others
exempt = Exempt from disclosure
exempt-secret = Classified; not disclosed by law
year-caption = Main measures of the { $year } { $kind }
other-years = Other years
total = Total
total-note = Totals are of departments with their units only; a body marked * is part of its department’s figures and not counted again. Exact amounts are added and shown in 10,000 yuan; the number of departments is that of those that state the figure.

department = Department
department-id = Id
short-name = Short name
department-code = Budget code
group = Group
parent = Belongs to
units = Bodies below it
active = Years with a budget
from-to = { $since }–{ $until }
from = since { $since }
to = until { $until }
always = always
names = Names
succession = Succession
event-rename = Renamed
event-merge = Merged
event-split = Split
event-transfer = Duties transferred
first-budget-year = first budget of the new bodies: { $year }
first-final-year = first final account: { $year }
disclosures = Disclosures
no-disclosures = No disclosures yet.
version = Version { $version }
versions = Versions
in-force = (in force)
superseded = superseded
superseded-note = This is version { $version }. A corrected version has taken its place; this one is kept for reference.
current-version = See the version in force
published-on = published { $date }
neighbours = Related disclosures
contents = Contents
default-unit = Unit
date-approved = Approved
date-replied = Replied
date-published = Published
attachments = Attachments
prevails = this text prevails
corrections = Corrections
why = Reason: { $why }
acknowledgements = Explanations of findings

section-preface = Preface
section-duties = Duties
section-structure = Structure
section-arrangement = Overview
section-revenue = Revenue
section-expenditure = Expenditure
section-changes = Changes
section-execution = Execution
section-fiscal_appropriation = Fiscal appropriation
section-operating_cost = Operating cost
section-three_public = The three public expenses
section-performance = Performance
section-procurement = Government procurement
section-assets = State assets
section-statements = Statements
section-glossary = Terms
section-other = Other matters
section-project = Project amount

figure-original = Original budget
figure-adjusted = Adjusted budget
figure-actual = Final account
declared-nothing = The department states: no { $what }.

institutions = Bodies
institution-name = Name
institution-nature = Nature
institution-rank = Rank
institution-funding = Funding

change-more = more than the { $base } by
change-less = less than the { $base } by
change-same = the same as the { $base }
change-percent = {" "}({ $percent }%)
reason = Reason
base-prior = the year before
base-prior_budget = prior year’s budget
base-prior_final = prior year’s final account
base-budget = original budget
base-adjusted_budget = adjusted budget

count-abroad_groups = Groups abroad
count-abroad_people = People abroad
count-vehicles_bought = Vehicles bought
count-vehicles_kept = Vehicles kept
count-receptions = Receptions
count-reception_people = People received
count-foreign_receptions = of which: receptions of foreigners
count-foreign_reception_people = of which: foreigners received

assets-caption = Fixed assets
as-of = as of { $date }

performance-overall = Overall goal
performance-goals = Goals in parts
performance-safeguards = Safeguards
performance-projects = Performance targets of projects
project-code = Project code
continues = Continues
indicators-caption = { $name }: indicators
indicator-level1 = Level 1
indicator-level2 = Level 2
indicator-name = Indicator
indicator-describe = Description
indicator-value = Target
indicator-basis = Basis
indicator-weight = Weight
indicator-actual = Achieved
indicator-score = Score
indicator-deviation = Why it was missed

statement-income_expenditure-budget = Revenue and expenditure
statement-income_expenditure-final = Revenue and expenditure (final account)
statement-income-budget = Revenue
statement-income-final = Revenue (final account)
statement-expenditure-budget = Expenditure
statement-expenditure-final = Expenditure (final account)
statement-fiscal_appropriation-budget = Fiscal appropriation
statement-fiscal_appropriation-final = Fiscal appropriation (final account)
statement-general_public-budget = General public budget expenditure
statement-general_public-final = General public budget expenditure (final account)
statement-basic_by_economic-budget = Basic expenditure by economic class
statement-basic_by_economic-final = Basic expenditure by economic class (final account)
statement-three_public-budget = The three public expenses
statement-three_public-final = The three public expenses (final account)
statement-government_fund-budget = Government fund expenditure
statement-government_fund-final = Government fund expenditure (final account)
statement-state_capital-budget = State capital expenditure
statement-state_capital-final = State capital expenditure (final account)
statement-project_expenditure-budget = Project expenditure
statement-project_expenditure-final = Project expenditure (final account)
statement-procurement-budget = Government procurement
statement-procurement-final = Government procurement (final account)
statement-other-budget = Other statement
statement-other-final = Other statement
empty-statement = This statement holds no data.
side-revenue = Revenue
side-expenditure = Expenditure

column-amount-budget = Budget
column-amount-final = Final account
phase-original = Original budget
phase-adjusted = Adjusted budget
phase-actual = Outturn
column-total = Total
column-current = This year
column-basic = Basic
column-project = Project
column-personnel = Personnel
column-operating = Operating
column-carried_in = Carried in
column-carried_out = Carried out
column-revenue = Revenue of the year
column-fiscal = Fiscal appropriation
column-general_public = General public budget
column-government_fund = Government funds
column-state_capital = State capital
column-fiscal_account = Special fiscal accounts
column-superior = Superiors’ grants
column-service = Service revenue
column-business = Business
column-subordinate = Paid in by subordinates
column-other = Other
column-to_superior = Paid to superiors
column-to_subordinates = Grants to subordinates
column-abroad = Travel abroad
column-vehicles = Vehicles
column-purchase = Vehicle purchase
column-running = Vehicle running
column-reception = Receptions
column-goods = Goods
column-works = Works
column-services = Services
column-small_medium = Small and medium firms
column-small_micro = Small and micro firms

measure-revenue-total = Total revenue
measure-revenue-current = Revenue of the year
measure-revenue-carried_in = Carried in
measure-revenue-carried_in-final = Balance at the beginning of the year
measure-revenue-used_surplus = Surplus used
measure-revenue-general_public = General public budget
measure-revenue-government_fund = Government funds
measure-revenue-state_capital = State capital
measure-revenue-fiscal_account = Special fiscal accounts
measure-revenue-service = Service revenue
measure-revenue-business = Business revenue
measure-revenue-superior = Superiors’ grants
measure-revenue-subordinate = Paid in by subordinates
measure-revenue-other = Other revenue
measure-expenditure-total = Total expenditure
measure-expenditure-current = Expenditure of the year
measure-expenditure-carried_out = Carried out
measure-expenditure-carried_out-final = Balance at the end of the year
measure-expenditure-surplus_distribution = Surplus distributed
measure-expenditure-basic = Basic expenditure
measure-expenditure-basic-personnel = Personnel
measure-expenditure-basic-operating = Operating
measure-expenditure-project = Project expenditure
measure-expenditure-to_superior = Paid to superiors
measure-expenditure-business = Business expenditure
measure-expenditure-to_subordinates = Grants to subordinates
measure-fiscal-revenue = Revenue from fiscal appropriation
measure-fiscal-expenditure = Expenditure from fiscal appropriation
measure-general_public-total = General public budget expenditure
measure-general_public-basic = General public budget: basic
measure-general_public-personnel = General public budget: personnel
measure-general_public-operating = General public budget: operating
measure-general_public-project = General public budget: projects
measure-government_fund-total = Government fund expenditure
measure-state_capital-total = State capital expenditure
measure-operating_cost = Operating cost of the office
measure-three_public-total = The three public expenses
measure-three_public-abroad = Travel abroad
measure-three_public-vehicles = Vehicles
measure-three_public-vehicles-purchase = Vehicle purchase
measure-three_public-vehicles-running = Vehicle running
measure-three_public-reception = Receptions
measure-procurement-total = Government procurement
measure-procurement-goods = Goods
measure-procurement-works = Works
measure-procurement-services = Services
measure-procurement-small_medium = Awarded to small and medium firms
measure-procurement-small_micro = of which: small and micro firms
measure-assets-total = Total assets
measure-project = Project amount

glossary = Glossary
glossary-lead = The terms that the disclosures in force explain. A term that is explained in several ways stands with each of them.
used-in = Used in { $count ->
    [one] 1 disclosure
   *[other] { $count } disclosures
}; the latest:
no-terms = No terms yet.

data = Open data
data-lead = The data of all disclosures, to be downloaded, checked and used. Amounts are exact decimals in yuan; not filled in, not applicable and not published are told apart.
data-note = Files are in UTF-8 and open in Excel; text that begins with = + - @ has an apostrophe before it, lest it is taken for a formula. The data of each disclosure are on its page.
data-note-statements = Lines of statements without a code, and all other columns, are in each disclosure's data.csv, a figure a line; disclosures.csv lists where these are. The files of a year change only with the disclosures of that year.
data-note-views = On pages that compare departments and years, each table has its CSV below it, and the page a JSON file with all of its tables; they hold exactly what the page shows.
data-note-cells = In the CSV and Excel files of these tables an empty cell was not published, “not filled in” was left blank in the original, “——” is not applicable, and 0 is zero. Amounts are in the page's unit (10,000 yuan); the JSON also has the exact value in yuan, and says blank or dash as a state.
data-note-workbooks = Amounts in Excel files are a spreadsheet's numbers (binary floating point, 15 digits at most), shown with the decimals of the original; longer ones are written as text. For exact values use CSV or JSON.
data-field = Column
data-meaning = Meaning
data-package = Description for programs
data-sums = Checksums
license = Licence
no-license = The site names no licence.
cite = Cite as
citation = { $name }: “{ $title }”. { $site }. { $address }
dataset-about = All figures, statements, performance targets and explanations of the { $year } { $kind } of { $name }, published by { $site } and free to download.
downloads = Downloads
download-csv = Every figure (CSV, one a line; opens in Excel)
download-json = The whole disclosure (JSON, for programs)
coverage = Who has published
coverage-about = Whether and when each department published its budgets and final accounts, by how many days it was late, and what is missing.
coverage-as-of = Whether the departments and other bodies on this site have published their budgets and final accounts of each year, as of { $date }.
coverage-no-day = Whether the departments and other bodies on this site have published their budgets and final accounts of each year. No day is given as of which to judge, so nothing is said of the latest year.
coverage-counts = { $due } due, { $published } published, { $late } late, { $missing } missing, { $exempt } exempt
coverage-counts-open = , { $open } not due or not known
coverage-years = Counts by year
coverage-years-caption = Disclosures that are due, published (late ones included) and not published
coverage-count-due = Due
coverage-count-published = Published
coverage-count-late = Late
coverage-count-missing = Missing
coverage-count-exempt = Exempt
coverage-count-open = Open
coverage-departments = Each department
coverage-caption = When each budget and final account was published
coverage-signs = Month-day, where a budget was published in its own year and a final account in the next; ? where the reply’s date is not known, so that lateness is not judged.
coverage-budget = Budget
coverage-final = Final account
coverage-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
coverage-no-date = no date
coverage-corrected = corrected
coverage-missing = missing
coverage-not-due = not due
coverage-unknown = not known
coverage-exempt = exempt
coverage-rules = How this is judged
coverage-rule-late = Late
coverage-rule-late-what = The first version was published more than 20 days after the finance bureau’s reply (Budget Law, article 14). Without the date of the reply or of publishing nothing is judged.
coverage-rule-missing = Missing
coverage-rule-missing-what = The body had a budget in that year, was not exempt, and has not published; and either it published the same before and after, or others published the same of that year and the limit is over. The limit is 20 days from the latest reply to any of them (without its date, from the day of publishing), and 15 more for a body below a department, to which the department has to reply (Budget Law, articles 52 and 80). Where none of them has a date, it is the end of the year for a budget, and of the next for a final account. Where no day is given, it is over if anybody published the same of a later year.
coverage-rule-open = Not due, not known
coverage-rule-open-what = Not due: the day is not past that limit. Not known: no day is given, or nobody has published the same of that year. Neither counts as due; among the counts both are open.
coverage-rule-exempt = Exempt
coverage-rule-exempt-what = The body was exempt by law in that year, which does not count as due.
coverage-rule-absent = Hatched
coverage-rule-absent-what = The body had no budget of its own in that year, or no duty to publish: departments have had it since fiscal year 2015, bodies below them since 2021 (Implementing Regulation, article 6), and for a body’s figures alone it is counted since it first published them.

sitemap = Site map

moved = This page is now here:
not-found = There is no such page
not-found-what = The address does not exist; perhaps the department was renamed. Look for it from the home page.

compare = Compare
compare-lead = One page a measure: the budgets and final accounts of all departments over all years, side by side and never added together.
compare-caption = County totals (latest years)
compare-title = { $measure }: all departments over the years
final-name = In final accounts it is called “{ $name }”.
short-budget = Budget
short-final = Final
county-total = County total
event-since = { $event }, { $year }
functions = By function
functions-lead = What the money is for: the expenditure of the county's departments by class and section of the functional classification. Open a code to see who spends under it, and on what in particular.
functions-caption = Expenditure of the county's departments by function
functions-note = Totals are of departments with their units; what is part of another body's figures is not counted twice. A code without a line of its own is the sum of the codes below it.
functions-partial = { $count } of the disclosures have a table by function only for the general public budget, so other money is not in it.
function = Function
function-departments = Departments that spend under this code
function-below = Codes below
function-below-caption = Codes below { $name }, county totals
functions-none = No disclosure lists its expenditure by function yet.

over-years = Over the years
over-years-note = Each measure has the budget first, then the final account; below a figure is the change from the year before. A figure leads to the place where it was published. All departments:
completion = Carried out
change-none = no change
mark-new = new
mark-new-note = The disclosure of the year before does not have it.
mark-ended = end
mark-ended-note = The disclosure of the next year no longer has it.
mark-stitched = sum
mark-stitched-note = Compared with the sum of the bodies before the renaming or merger.
mark-implied = impl.
mark-implied-note = Nothing is published for the year before; derived from the change that the text states.
reasons = Reasons of changes
by-function = Expenditure by function over the years
by-economic = Basic expenditure of the general public budget by economic class over the years
economic = Economic class

filter = Filter departments
filter-shown = {"{shown}"} of {"{of}"} shown; totals do not follow the filter
sort = Sort by
sort-none = as listed
sort-up = smallest first
share = Share of county expenditure
rank = Rank
change-of-expenditure = Expenditure against the year before
functions-derived = A code without a line of its own is the sum of the codes below it. All departments:

page = Page
scope = Scope
is-part = Part of another disclosure
event = Succession
yes = yes
no = no
content = What
marks = Marks
section = Part
unit-of-measure = Unit
bodies-stating = Departments that state it
change-from-year-before = Change from the year before
heading-in-unit = { $name } ({ $unit })
heading-below = { $above }: { $name }
of-which-item = of which: { $name }
coverage-status = Status
coverage-days = Days late
coverage-status-in-time = in time
coverage-status-late = late
coverage-status-undated = deadline or date not known
coverage-status-missing = missing
coverage-status-not-due = not due
coverage-status-unknown = not known
coverage-status-exempt = exempt
download-table = Download these data
download-page = All tables of this page
format-csv = CSV
format-json = JSON
format-xlsx = Excel
workbook-summary = Figures of the text
download-xlsx = The figures of the text and all statements (Excel)
