# The program's messages in English. A message's id is also the problem's code; .help says what to write instead.

## Words
list-comma = {", "}
error = error
warning = warning
note = note
help = help
arithmetic = sum
acknowledged = explained
record = at
a-blank = nothing
a-text = text
a-list = a list
a-map = a map
a-map-or-none = a map, or none
a-list-in-toml = a list (in [ ])
a-map-in-toml = a map ({"{"} key = value {"}"}, or a section)
a-map-or-none-in-toml = a map ({"{"} key = value {"}"}, or a section), or "none"
a-word = a word
a-number = a number
a-year = a year
a-date = a date
a-code = a code
a-department = a department id
an-amount = an amount
yes-or-no = yes or no
statement-income_expenditure = the statement of revenue and expenditure
statement-income = the statement of revenue
statement-expenditure = the statement of expenditure
statement-fiscal_appropriation = the statement of fiscal appropriation
statement-general_public = the general public budget statement
statement-basic_by_economic = the statement of basic expenditure by economic class
statement-three_public = the statement of the three public expenses
statement-government_fund = the government fund statement
statement-state_capital = the state capital statement
statement-project_expenditure = the statement of projects
statement-procurement = the procurement statement
statement-other = this statement
io-not-found = there is no such file, or the link is dead
io-permission-denied = permission denied
io-not-a-file = it is not a file
io-not-a-folder = it is not a folder
io-already-there = it is there already
io-not-empty = there are files in the folder
io-bad-name = the name is too long, or one that the system does not allow
io-storage-full = the disk is full, or the quota used up
io-read-only = the disk is read-only
io-port-taken = the port is taken
io-refused = the connection was refused
io-timed-out = there was no answer for too long
io-no-host = there is no host of that name
io-too-many-open = too many files are open at once
io-too-many-watches = the system watches as many folders as it may
succession-rename = a renaming
succession-merge = a merger
succession-split = a split
succession-transfer = a transfer

## Files and folders
unreadable = cannot be read: { $reason }
    .help = check the permissions, and that no other program holds the file
looks-like-gb18030 = the file is not UTF-8; it looks like GB18030 (GBK)
    .help = save it as UTF-8: in Notepad “Save as”, encoding UTF-8; in VS Code click the encoding at the bottom right, “Save with encoding”, UTF-8
looks-like-utf16 = the file is not UTF-8; it looks like UTF-16 (Notepad's “Unicode”)
    .help = in Notepad choose “Save as”, encoding UTF-8
not-text = the file is not UTF-8 text
    .help = a text file saved as UTF-8 belongs here; perhaps a Word or Excel file was given another ending
csv-in-gb18030 = the CSV file is in GB18030 (GBK) and was read as such
    .help = save it in Excel as “CSV UTF-8 (Comma delimited)” to be rid of this note
file-too-large = the file has { $megabytes } MB, more than the limit of { $limit } MB
    .help = a disclosure has some tens of kB; is this the right file? Publish large files as attachments
empty-file = the file is empty
    .help = fill it in, or delete it
more-errors = this file has more than { $told } errors; the others are not listed
    .help = they most likely have one cause; mend those above, then check again
more-warnings = this file has more than { $told } warnings and notes; the others are not listed
    .help = they most likely have one cause; look at those above, then check again
symlink-leaves-root = a symbolic link leads out of the site's folder
    .help = copy the file into the site's folder instead of linking to it
symlink-loop = a symbolic link leads back to itself
    .help = delete the link
no-department-file = the department's folder “{ $folder }” has no department.yaml
    .help = create { $folder }/department.yaml with at least one line, such as: names: 示例县财政局
bad-department-id = the folder name “{ $id }” cannot be a department's id
    .help = use lower-case ASCII letters, digits and hyphens, such as caizheng or zong-gonghui; the id is part of addresses and never changes
not-a-year-folder = “{ $folder }” in a department's folder is not a year
    .help = a year's folder is named with four digits, such as 2024; keep other things outside content
unknown-yaml-file = unknown data file “{ $name }”: nothing in it would be published
    .help = { $suggestion ->
        [nothing] a year's folder holds budget.yaml, final.yaml, budget-unit.yaml, final-unit.yaml, and superseded versions such as budget@1.yaml
       *[other] should it be called “{ $suggestion }”?
    }
unused-file = the file “{ $name }” is not used
    .help = prose of sections goes into <section>.md, rows into <statement>.csv, attachments simply into the folder or into the list `attachments`; delete what is not needed
folder-without-file = the folder “{ $folder }” has no “{ $file }” beside it
    .help = create { $file } in the same year's folder, or correct the folder's name
bad-page-name = the file name “{ $name }” cannot be a page's address
    .help = use lower-case ASCII letters, digits and hyphens, such as about.md
two-sources = the address “{ $address }” has two sources; the other is { $other }
    .help = rename one of them
no-site-file = there is no site.toml in “{ $folder }”
    .help = { $above ->
        [nothing] run in the site's folder, or name it with --root; where there is none yet, mingbai new site makes one
       *[other] the site's folder is “{ $above }”: run there, or name it with --root
    }
no-content-folder = there is no content folder in “{ $folder }”
    .help = create content, with a folder for each department

## Versions
version-without-current = there is a superseded version and no “{ $current }”
    .help = the version in force is { $current }; only superseded ones have @1, @2 behind the name
version-gap = version { $missing } is missing
    .help = superseded versions are numbered from @1 without a gap; what was published is never deleted
version-without-correction = version { $version } took the place of { $superseded } and does not say what it corrected
    .help = add to `corrections`: {"{"}version: { $version }, date: …, what: what was corrected, why: the reason{"}"}

## YAML and TOML
yaml-syntax = this is not YAML: { $detail }
    .help = check the indentation, the space behind colons, and that quotation marks and brackets are paired
yaml-tab = the indentation has a tab
    .help = YAML is indented with spaces only, two a level
yaml-block-mark = “{ $text }” begins with > or |, which YAML takes for the beginning of a block of text
    .help = put it in quotation marks: "{ $text }"
yaml-reserved-mark = “{ $text }” begins with { $mark }, which YAML does not allow
    .help = put it in quotation marks: "{ $text }"
yaml-colon = the value holds “: ” (a colon and a space), which YAML takes for a new key
    .help = put the whole value in quotation marks, or use a Chinese colon in it
yaml-quote = a quotation mark is not paired
    .help = add the closing mark; inside a quotation use “ ”
yaml-colon-space = “{ $text }” has no space behind its colon, or a Chinese colon
    .help = between key and value stand an ASCII colon and a space, as in: unit: 万元
yaml-text-after-quote = there is text behind the quotation marks of “{ $text }”
    .help = quotation marks enclose a whole value: put single ones around all of it, '…', or use “…” inside
yaml-backslash = “{ $text }” in double quotation marks is no escape that YAML knows
    .help = use single quotation marks, as in 'C:\budget', or write \\ for \
yaml-full-width = a full-width “{ $mark }” stands here
    .help = structure needs the narrow signs {"{"} {"}"} [ ] , : ; inside text full-width ones are fine
yaml-bracket = this bracket never closes
    .help = write {"}"} or ] at the end of the item; put quotation marks around text that begins with {"{"} or [
yaml-indent = this line's indentation fits none of the lines around it
    .help = keys of one level stand below each other, those of the next two spaces further in; nothing stands below a key that has a value
yaml-hyphen-space = the hyphen of “{ $text }” lacks its space
    .help = an item of a list begins with a hyphen and a space, as in - name: x
yaml-comment = “{ $text }” is a comment and will not be published
    .help = put quotation marks around the whole value if this is content; put a space behind the # if it is a comment
yaml-unused-anchor = text that begins with & is an anchor and will not be published
    .help = put quotation marks around the whole value
control-character = the text has an invisible control character ({ $code })
    .help = delete it; it most likely came with text pasted from Word or the web
yaml-unknown-anchor = there is no such anchor
    .help = write the content out; if this is ordinary text, put it in quotation marks
yaml-second-document = the file holds two documents, divided by ---
    .help = delete the --- and what follows, or make two files of it
yaml-tag = tags with ! are not used here
    .help = delete the tag; if this is ordinary text, put it in quotation marks
too-deep = nested more than { $limit } levels deep
    .help = a disclosure has seven or eight levels; check the indentation and brackets
too-many-values = the file has more than { $limit } values
    .help = perhaps aliases (*) repeat each other, or this is the wrong file
key-not-text = a key must be text
    .help = a key cannot be a list or a map; put a value that begins with { "{" } or [ in quotation marks
duplicate-key = “{ $key }” stands twice; first in line { $line }
    .help = delete one of them, or join them
toml-key = a key of TOML is made of Latin letters, digits, - and _
    .help = put quotation marks around any other key, as in "标题" = "x"; the equals sign is a plain =
toml-duplicate-key = this key stands above already
    .help = delete one of them
toml-syntax = this is not TOML: { $detail }
    .help = text stands in straight quotation marks "…", not in curly ones “…”, as in: title = "示例县预决算公开"

## Values
key-in-section = “{ $key }” stands in a section, and became part of it
    .help = options of the whole site stand before the first [section]
unknown-key = unknown key “{ $key }”
    .help = { $suggestion ->
        [nothing] possible here: { $known }
       *[other] did you mean “{ $suggestion }”?
    }
comma-in-braces = “{ $digits }” became an item of its own: inside braces a comma divides items
    .help = put an amount with a comma in quotation marks, as in "1,234.50", or leave the comma out
same-field-twice = “{ $key }” and “{ $other }” in line { $line } are the same field
    .help = use either the English or the Chinese key, and delete the other
missing-key = “{ $key }” ({ $chinese }) is missing
    .help = add: { $line }{ $key ->
        [unit] {" "}(the unit of amounts, as 万元 or 元)
       *[other] {""}
    }
wrong-type = expected { $expected }, found { $found }
    .help = write { $expected } here
empty-text = the text is empty
    .help = fill it in, or delete the key
unknown-word = unknown word “{ $word }”
    .help = { $suggestion ->
        [nothing] possible here: { $known }
       *[other] did you mean “{ $suggestion }”?
    }
bad-key = “{ $key }” cannot be a key
    .help = use lower-case ASCII letters, digits and underscores, such as housing_fund
not-an-amount = “{ $text }” is not an amount
    .help = write a number, such as 264.43, 1,234.50 or -0.5; ~ for a blank, "——" for not applicable
amount-notation = “{ $text }” is not an amount in plain digits
    .help = write the whole number, without an exponent, and never NaN
amount-grouping = the digits of “{ $text }” are not grouped by three
    .help = commas stand every three digits, as in 1,234.50; the decimal mark is a point
amount-with-unit = the amount “{ $text }” has the unit “{ $unit }” behind it
    .help = write the number alone; the unit stands under `unit` of the file or statement
amount-too-long = the amount “{ $text }” has too many digits
    .help = were digits typed twice? Amounts go down to a ten-thousandth of a 分 at the most
negative-amount = the amount “{ $text }” cannot be negative
    .help = a decrease stands under `comparisons` as `delta`; check the original here
negative-outcome = “{ $text }” in a final account is negative
    .help = check the original; leave it if corrections and refunds really outweigh what was spent
blank-declaration = nothing was filled in
    .help = write `none` if there is none, or what there is, or delete the key to say nothing; these are three different things
budget-has-one-column = an amount of a budget has no columns such as “{ $key }”
    .help = original, adjusted and actual amounts stand beside each other in final accounts (final.yaml) only; write the number alone
not-a-quantity = “{ $text }” is not a quantity
    .help = write a number, with its unit under `unit`; "——" for not applicable
not-a-count = “{ $text }” is not a whole number
    .help = write a whole number without a unit, such as 12
not-a-level = “{ $text }” is not a level
    .help = write a whole number from 1 to 9, 1 being the highest; a row with a classification code needs none
not-an-address = “{ $text }” is no address on the web
    .help = write all of it, as in https://www.example.gov.cn/ys/
footer-incomplete = the footer says nothing of { $missing }
    .help = government websites show these on every page: write them below [footer] in site.toml, such as contact = "0000-0000000"; where there is none, an empty text, such as police = ""; where there are none at all, footer = "none" above every [section]
host-limit = { $host } takes at most { $limit } as the { $what }; this site has { $found }
    .help = say in site.toml where the site is hosted, such as host = "own" (a server or storage of your own, without such limits); if it is { $host }, move before the limit is reached, or put large attachments elsewhere
host-files = number of files
host-bytes = size of the site
host-largest = size of a file
not-a-site-code = a site code (网站标识码) is ten digits, found “{ $text }”
    .help = write it as it was given out, such as site_code = "1305320001"; where there is none, site_code = ""
not-above-zero = “{ $text }” is not a number above zero
    .help = write a number above zero without a unit, such as 100 or 312000; leave out years without one
no-index-of-base = the price index has no number for its base year { $year }
    .help = add it to index, such as { $year } = 100, or name a base year that the index has
no-change = the comparison does not say by how much
    .help = write `delta` (an amount) or `percent`; negative for less, 0 for the same
not-a-date = “{ $text }” is not a date
    .help = write 2024-01-31 or 2024年1月31日, and check that the month has this day
not-a-year = “{ $text }” is not a year
    .help = write a year of four digits, such as 2024
not-yes-or-no = “{ $text }” is neither yes nor no
    .help = write true or false (是 or 否)
not-exempt = “{ $text }” does not say whether the body is exempt
    .help = write true or false, or {"{"}reason: …, since: 2019{"}"} to say why and when
year-differs = the file says { $year }, its folder { $folder }
    .help = is the file in the wrong folder, or the year wrong? `year` may be left out

## Disclosures
term-taken = the key “{ $key }” is taken
    .help = choose another one; neither a national key nor one of your own can stand twice
front-matter-open = the settings at the top do not end
    .help = write a line --- behind them; the text begins in the next line
unknown-column = { $statement } has no column “{ $column }”
    .help = { $suggestion ->
        [nothing] possible: { $known }; declare other columns under `columns` first
       *[other] did you mean “{ $suggestion }”? Declare other columns under `columns` first
    }
given-twice = “{ $key }” stands twice in this file; first in line { $line }
    .help = delete one of them; two statements or two sections of one kind need different titles
bad-code = “{ $text }” is not a classification code
    .help = a code has 3, 5 or 7 digits, such as 201, 20129, 2012901; 201 29 01 is understood too
no-sums = there is no SHA256SUMS here to compare with
    .help = give the address of the site's first page, or the folder that mingbai build wrote
no-such-site = there is no such folder
    .help = an address begins with https://; of a folder, check the path
own-ledger-alone = there is no ledger.csv in “{ $folder }”: the site is compared with its own ledger alone, which does not prove that nothing has changed since publication
    .help = run in the site's folder, or name it with --root; a reader may keep ledger.csv or SHA256SUMS, and compare with that later
not-in-ledger = { $count ->
    [one] 1 version on the site has a date of publication and is not recorded
   *[other] { $count } versions on the site have a date of publication and are not recorded
}
    .help = run mingbai record in the site's folder, commit ledger.csv, build and deploy
bad-sums = line { $line } of SHA256SUMS is no sum
    .help = the file may not have been sent whole, or something else stands in its place; publish again
file-differs = the content is not what SHA256SUMS says
    .help = the file was changed, or not published whole; publish again: `mingbai deploy --fresh` looks at each file of the target
file-gone = SHA256SUMS names this file, and it is not there
    .help = publish again: `mingbai deploy --fresh` looks at each file of the target
file-not-listed = this file is not in SHA256SUMS
    .help = this build did not make it; if nobody needs it, delete it
bad-kept-sums = line { $line } is no sum, or names a file for the second time
    .help = a list of sums is what `sha256sum` writes, a line for each file, such as the SHA256SUMS of a site
empty-kept-sums = the list is empty
    .help = it may not have been fetched: get SHA256SUMS again
unsafe-sum = SHA256SUMS names a file that is none of the site's: { $path }
    .help = mingbai build writes no such list, somebody may have changed it; see who publishes the site, then build and deploy again
another-record = another run is writing { $path }
    .help = run again when it has ended; where none is at work, one was killed: delete the file
kept-differs = the content is not what the kept list of sums says
    .help = it has changed since the list was kept, or was built from other sources; what was corrected stands on the site's page of corrections
kept-gone = the kept list of sums names this file, and the site no longer has it
    .help = it has gone since the list was kept; what was published should stay
kept-lacks = the site has this file, and the kept list of sums does not name it
    .help = it has come since the list was kept, or was not built from the same sources
ledger-differs = the site lacks, or changes, what the ledger records of version { $version } of { $disclosure }
    .help = the site may have been built with an older ledger; update, build and publish again
version-differs = version { $version } of { $disclosure } is not what was recorded on { $recorded }
    .help = what changes after publication becomes a new version, and the older one is kept; `mingbai check` names the file
version-gone = version { $version } of { $disclosure } was recorded on { $recorded } and is not shown
    .help = what was published stays; `mingbai check` names the file
bad-ledger-line = this line is no entry of the ledger
    .help = the ledger is written by `mingbai record` and only grows; each line has the columns { $columns }. If it was changed, restore it from version control
recorded-twice = the ledger records version { $version } twice
    .help = the ledger only grows, and has one line a version; where two branches have both recorded it, keep the earlier line
recorded-gone = the ledger records a published disclosure that is no longer there: { $file }
    .help = what was published stays; if it was deleted by mistake, restore it from version control
unknown-code = the classification of { $year } has no code { $code }
    .help = check the code; if it is right, add it to the file that `codes` in site.toml names
too-many-columns = there are more than { $limit } columns
    .help = no published table has as many; is this the right content?
phase-not-money = “{ $key }”: only columns of money are printed as budget and outturn
    .help = write this column's data once, or declare another one under `columns`
rows-and-csv = the statement has both `rows` and `csv`
    .help = delete one of them
csv-missing = there is no CSV file “{ $file }”
    .help = { $suggestion ->
        [nothing] put it into { $folder }/
       *[other] { $folder }/ has “{ $suggestion }”; is it that file?
    }
csv-syntax = this is not CSV: { $detail }
    .help = open it in Excel, check it, and save it as “CSV UTF-8 (Comma delimited)”
csv-without-label = the heading of the CSV file has no column 名称 (label)
    .help = the first line is the heading, such as 编码,名称,合计,基本支出,项目支出
csv-column-twice = the heading of the CSV file has “{ $column }” twice
    .help = delete or rename one of the columns
csv-row-length = the heading has { $expected } columns and this row { $found }
    .help = is there a comma too many or too few? Text with commas stands in quotation marks
csv-quote = a quotation mark never closes; from this line on everything is one cell
    .help = add or delete a mark in this line; inside text a mark is doubled: ""
csv-without-heading = there is no heading above “{ $text }”
    .help = write the column's heading in the first line, or delete the cell
csv-line-break = a label goes over several lines; its quotation marks may close too late
    .help = check the marks of this cell; leave it if the line break is meant
unused-data-file = the content of “{ $name }” will not be published
    .help = { $suggestion ->
        [nothing] prose is in <section>.md, rows in <statement kind>.csv or the file named under `csv`; delete what is not needed
       *[other] should it be “{ $suggestion }”?
    }
body-and-file = the section has a `body`, and there is the file “{ $file }”
    .help = only one of them can be used; delete the other
file-used-twice = the file “{ $file }” is used elsewhere
    .help = a file is used once; delete the second mention, or mend its name
quote-not-here = {"{{"} {"}}"} is not replaced by a figure here; the page shows it as it is
    .help = figures are quoted in prose, objectives and definitions; write the number here
broken-quote = “{ $text }” quotes no figure; the page would show it as it is
    .help = two braces on each side quote one, as in {"{{"} expenditure.total {"}}"}, and no full-width ones
unsafe-path = “{ $path }” cannot be a file name
    .help = write the name alone, without a path; the file lies in the folder beside the YAML file
attachment-missing = there is no attachment “{ $file }”
    .help = { $suggestion ->
        [nothing] put it into { $folder }/
       *[other] { $folder }/ has “{ $suggestion }”; is it that file?
    }
attachment-type = attachments of the type “{ $extension }” cannot be published
    .help = for the readers' safety attachments are one of: { $known }
section-without-body = the section “{ $key }” has no text
    .help = fill in `body`, or put the text into { $file }
unknown-quote = there is no “{ $path }” to quote
    .help = { $suggestion ->
        [nothing] measures can be quoted, as {"{{"} expenditure.total {"}}"}, in another unit as {"{{"} expenditure.total | 元 {"}}"}
       *[other] did you mean “{ $suggestion }”?
    }
quote-without-figure = the text quotes “{ $path }”, and this file does not state it
    .help = state the amount in this file, or change the text
quote-of-blank = the text quotes “{ $path }”, which is not filled in yet
    .help = fill in the amount in this file; until then the page says that it is blank
no-sides = the rows of this table do not name their sides
    .help = write `side: revenue` in the first row of revenue and `side: expenditure` in the first of expenditure
broken-link = the link “{ $url }” leads to no page or file of this site
    .help = { $suggestion ->
        [nothing] a relative address begins at the page's own folder and names the file, as in ../../2023/budget/index.html
       *[other] is it “{ $suggestion }”? Links name the file
    }
unsafe-link = the link “{ $url }” is not allowed; the page shows its text only
    .help = links go to http, https, mailto, or a relative address of this site
raw-html = the text holds HTML, which the page shows as text
    .help = write Markdown: **bold**, - lists, | tables |

## New files
site-already-there = this is a site already (it has a site.toml); nothing was written
    .help = mingbai new department adds a department, mingbai new disclosure a year
already-there = this file is there already
    .help = nothing is written over, and nothing was written; choose another place, or move it away first
no-folder = “{ $folder }” is no folder, or a link
    .help = nothing was written; choose another place, or move it away first
no-such-year = the department “{ $department }” has no { $file } of { $year }
    .help = --from names a year that is there; without it the latest is taken

## Departments and succession
unknown-department = there is no department with the id “{ $id }”
    .help = { $suggestion ->
        [nothing] write the name of a department's folder in content
       *[other] did you mean “{ $suggestion }”?
    }
periods-overlap = two things hold in { $year }: “{ $one }” and “{ $other }”
    .help = give each name its years with `since` and `until`, without an overlap
alias-taken = the old id “{ $id }” is the id of a department now, or stands twice
    .help = an old id is a folder name that is no longer used; each stands once
period-backwards = the first year { $since } is after the last year { $until }
    .help = swap them, or check the years
parent-circle = departments are below each other in a circle: { $path }
    .help = check `parent`
succession-shape = { $kind } with { $from } bodies before and { $to } after
    .help = a renaming has one before and one after, a merger several before and one after, a split one before and several after, a transfer at least one of each; each body is listed once, and the two sides are not the same
succession-circle = departments succeed each other in a circle: { $path }
    .help = no department comes after itself; check `from` and `to`

## The command line and the output
outside-root = the path is not inside the site
    .help = the site is { $folder }; name a file or folder in it, or choose the site with --root
output-not-ours = “{ $folder }” holds files and no { $marker }: this program did not make it and leaves it alone
    .help = choose another folder with --out, or empty this one yourself
output-in-sources = the site cannot be written to “{ $folder }”: its sources are there
    .help = choose another folder with --out, such as public
output-is-mount = { $folder } is a mount point, into which no new site can move whole
    .help = name a folder in it, such as --out { $folder }/site
changed-meanwhile = { $path } was changed while the site was being built
    .help = the published site is as it was; build again
another-build = another build is running
    .help = wait for it; if there is none, delete this file and try again
another-preview = another preview is running here
    .help = use that one, or choose another folder with --out
cannot-listen = port { $port } cannot be used: { $reason }
    .help = choose another one with --port; without it a free one is found
cannot-watch = nothing tells when files change: { $reason }
    .help = check the permissions of the folder
only-polling = the system cannot tell of changes, so files are looked at once a second: { $reason }
    .help = the preview works, a little slower; on Linux fs.inotify.max_user_watches can be raised
no-browser = the browser does not open: { $reason }
    .help = open the address above yourself
no-index = there is no search index in { $folder }
    .help = run mingbai build first, or name the folder or the address of a built site with --site
unreachable = the site cannot be reached: { $reason }
    .help = check the address and the connection, and try again
other-index = another version of Mingbai wrote this search index
    .help = search with the version that built the site, or build the site with this one
broken-index = the search index is not whole
    .help = run mingbai build again; if the site is published by somebody else, try again later
lock-in-the-way = a link or a folder stands where the lock file belongs
    .help = look at it and move it away, or choose another folder with --out
cannot-write = cannot write { $path }: { $reason }
    .help = check the permissions and the free space, and close programs that use the folder
template-failed = the template { $template } failed: { $reason }
    .help = check the templates in the site's own theme folder; if there are none, this is a fault of the program
message-syntax = the message file is no Fluent (the parser says: { $detail })
    .help = a message is a name, = and a text; further lines are indented; see the default theme's files
message-unknown = the theme has no message called “{ $id }”
    .help = check the name; leave it if only templates of your own use it

## Deploying
secret-in-settings = “{ $key }” in line { $line } is a secret, or holds one, which must not be in site.toml
    .help = delete it from the file, and revoke it, since the file may have been committed or backed up; secrets are read from the environment only, see mingbai deploy --help
bad-target-name = “{ $name }” cannot name a target
    .help = use letters, digits, - and _, as in [deploy.server]
not-a-duration = “{ $text }” is not a length of time
    .help = write a number with its unit, such as 24h, 7d or 30m; 0 to delete at once
no-target = site.toml does not say where to publish
    .help = add a section such as [deploy.server] with kind = "directory" and path = "/srv/www/ys"
unknown-target = there is no target “{ $name }”
    .help = { $suggestion ->
        [nothing] site.toml has: { $known }
       *[other] do you mean “{ $suggestion }”?
    }
which-target = site.toml has several targets, and none is named
    .help = name one of them: { $known }
site-not-whole = { $path } is not what SHA256SUMS says: the site is not whole, or is being built
    .help = run mingbai build again, and deploy when it is done
not-a-site = “{ $folder }” is no built site
    .help = run mingbai build first, or name the folder of the built site with --site
without-storage = this program was built without object storage
    .help = use a released program, or build it with the feature `deploy`
no-keys = the environment has no keys: { $missing } missing
    .help = set these variables before running; do not write them into site.toml
target-denied = the service refuses the keys, or they lack a permission
    .help = check the variables { $keys } and the bucket's region; reading, writing, listing and deleting must be allowed
no-bucket = there is no bucket “{ $bucket }”
    .help = check the bucket's name, the region and the endpoint
target-not-ours = the target holds files and no { $marker }, so it is not ours and is left alone
    .help = use an empty place (with a prefix, for example), or empty it yourself if nothing there is needed
target-in-site = the site cannot be deployed to “{ $folder }”, where it is itself, or its sources are
    .help = name another directory in site.toml, such as path = "/srv/www/ys"
another-deploy = another deploy is under way
    .help = { $minutes ->
        [0] wait for it to end
       *[other] wait for it to end; if it was interrupted, you can deploy again in { $minutes } minutes
    }
deploy-overtaken = another deploy took over the target while this one was under way
    .help = wait for it to end, look at the published site, and deploy again if need be
too-many-deletions = this deploy would take { $found } files away, more than the limit of { $limit }; nothing was changed
    .help = look with --dry-run; if it is meant, run again with --max-deletions { $found }, or set max_deletions in site.toml
target-failed = { $what }: { $reason }
    .help = check the network and the settings, and run again; what is done is not done twice
no-program = the program { $program } was not found
    .help = install { $program }, or use another kind of target
deploying = Deploying
deployed = deployed to { $target }: { $put ->
    [one] 1 file
   *[other] { $put } files
} uploaded ({ $size }), { $unchanged } unchanged{ $left ->
    [0] {""}
   *[other] , { $left } left over, to be deleted after { $grace }
}{ $deleted ->
    [0] {""}
   *[other] , { $deleted } deleted
}
would-deploy = dry run, nothing changed at { $target }: { $put ->
    [one] 1 file
   *[other] { $put } files
} to upload ({ $size }), { $unchanged } unchanged{ $left ->
    [0] {""}
   *[other] , { $left } left over, to be deleted after { $grace }
}{ $deleted ->
    [0] {""}
   *[other] , { $deleted } to delete
}
change-new = new
change-replaced = replaced
change-deleted = deleted
change-left = left over
wave-data = 1 data
wave-pages = 2 pages
wave-manifests = 3 manifests
wave-after = last
time-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
time-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
time-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
time-seconds = { $count ->
    [one] 1 second
   *[other] { $count } seconds
}
command-deploy = Publish the built site: to a directory, object storage, a git branch or a server
    .usage = mingbai deploy [OPTIONS] [TARGET]
    .examples =
        Examples:
          mingbai deploy                    publish to the only target in site.toml
          mingbai deploy oss --dry-run      see first what would change
          mingbai deploy oss --grace 7d     keep what is left over for 7 days
          mingbai deploy --format json | jq .put[].path

        Targets stand in site.toml, such as [deploy.oss], each with a kind: directory, s3, oss, cos, obs, git or rsync.
        Secrets are read from the environment only:
          s3   AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY (, AWS_SESSION_TOKEN)
          oss  ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET (, ALIBABA_CLOUD_SECURITY_TOKEN)
          cos  TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY (, TENCENTCLOUD_SECURITY_TOKEN)
          obs  HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK
        git and rsync use keys or credential helpers of their own. After an interruption run it again: it goes on.
option-deploy-target = a target in site.toml; may be left out where there is only one
option-deploy-site = the built site, by default public in the site's folder
option-deploy-dry-run = change nothing, list what would change
option-deploy-grace = how long what is left over stays, such as 24h, 7d or 0; instead of grace in site.toml
option-deploy-max-deletions = how many files this deploy may take away
option-deploy-fresh = do not believe the target's list, look at each of its files
option-deploy-jobs = how many files to upload at a time, 16 by default
option-deploy-format = the result's format: human (default) or json

## Results
problem-count = { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}, { $notes ->
    [one] 1 note
   *[other] { $notes } notes
}
built = { $pages ->
    [one] 1 page
   *[other] { $pages } pages
} ({ $size }) in { $folder }: { $written ->
    [one] 1 file
   *[other] { $written } files
} written, { $unchanged } unchanged{ $removed ->
    [0] {""}
   *[other] , { $removed } removed
}, in { $seconds } s
building = Building
serve-built = Updated: { $written ->
    [one] 1 file
   *[other] { $written } files
} written{ $removed ->
    [0] {""}
   *[other] , { $removed } removed
}, in { $seconds } s
serve-unchanged = The site is unchanged, in { $seconds } s
serve-not-built = not updated, the preview is the site as it was; mend the problems above first
serve-more = … and { $count } more, see the terminal
serve-heading = The site is not updated: mend these problems; below is the site as it was
serve-close = Close
serve-not-yet = There is no site to preview yet
serve-building = It is being built, and opens by itself.
checking = Checking
stage-cache = taking up and putting down the cache
stage-sources = settings, theme, layout, departments and free pages
stage-compare = finding out what has changed (all threads together, as below)
stage-content = reading disclosures
stage-check = checking them
stage-page = making views of pages
stage-render = rendering
stage-index = putting the search index together
stage-write = writing new files
stage-publish = moving them into the published site
stage-pages = until the pages were published
stage-all = all of it
not-built-findings = nothing was built, and the published site is as it was: [check] in site.toml lets these findings stop it; mend them, or explain them under `acknowledge`
not-built = nothing was built, and the published site is as it was; mend the errors above first
checked = { $disclosures ->
    [one] 1 disclosure
   *[other] { $disclosures } disclosures
} read; { $made } checks: { $passed } hold, { $rounding } within rounding, { $failed } fail; { $open } more could not be made
found = Checks: { $errors } errors, { $warnings } warnings; see them with mingbai check, and the rules with mingbai check --list
list-hint = mingbai check --list --rule A12 shows a rule's formula, source and example.
rule-checks = checks
rule-formula = formula
rule-source = source
rule-example = example
rule-applies = weighs  { $severity }; applies to { $kinds }
kind-budget = budgets
kind-final = final accounts
nothing-to-fix = there is nothing that can be mended mechanically
ask-to-fix = Mend these { $places } places in { $files } files? [y/N]{" "}
not-fixed = nothing was changed; --fix --yes mends these { $places } places in { $files } files
fixed = mended { $places } places in { $files } files; run mingbai check again

## The command line
about = Mingbai turns budget disclosures into a website
about-examples =
    Examples:
      mingbai check                     read everything, list every problem
      mingbai build                     write the site to public
      mingbai build --root SITE --out DIR

    Exit codes: 0 fine, 1 content that cannot be read or findings that stop, 2 wrong usage, 3 could not do it
help-template =
    {"{about}"}

    Usage: {"{usage}"}

    {"{all-args}"}{"{after-help}"}
heading-commands = Commands
heading-options = Options
usage-mingbai = mingbai [OPTIONS] <COMMAND>
command-build = Build the site: read all of content, write public
    .usage = mingbai build [OPTIONS]
    .examples =
        Examples:
          mingbai build
          mingbai build --root SITE --out /srv/www/budget
          mingbai build --format github     mark problems at their lines in a GitHub workflow

        Where content has errors nothing is built, and the published site stays as it was.
command-check = Check the content: read every file, check every figure, and list every problem, without writing a site
    .usage = mingbai check [OPTIONS] [PATH]...
    .examples =
        Examples:
          mingbai check
          mingbai check content/caizheng/2024        only the problems below a folder
          mingbai check --rule A,C1                  only the rules of family A, and C1
          mingbai check --list --rule A12            explain a rule
          mingbai check --fix                        mend doubled punctuation and the like, after a diff
          mingbai check --strict --format sarif > check.sarif
          mingbai check --format json | jq '.problems[].message'

        Findings do not change the exit code, unless --strict is given or [check] in site.toml lets them stop.
command-serve = Preview the site in a browser: build, watch, and show every change as it is saved
    .usage = mingbai serve [OPTIONS]
    .examples =
        Examples:
          mingbai serve                     then open the address that it prints
          mingbai serve --open
          mingbai serve --base /ys/         as on a host that has the site below a path

        Only this computer can see the preview. It is kept in .mingbai in the site's folder, apart from public, and may be
        deleted. Where content has errors the page names them, and the last good site stays up. Ctrl-C ends it.
command-schema = Print a JSON Schema, with which editors complete and explain keys
    .usage = mingbai schema [OPTIONS] [NAME]
    .examples =
        Examples:
          mingbai schema > disclosure.schema.json
          mingbai schema department
          mingbai schema site
command-record = Record published versions in the ledger (ledger.csv), which only grows
    .usage = mingbai record [OPTIONS]
    .examples =
        Examples:
          mingbai record                      when publishing, before the build; commit ledger.csv
          mingbai record --dry-run            only show what would be recorded
          mingbai record --date 2025-02-10    as recorded on that day
command-verify = Compare a published site with its sums and its ledger
    .usage = mingbai verify [OPTIONS] [DIR|URL]
    .examples =
        Examples:
          mingbai verify                                  compare public/
          mingbai verify https://example.gov.cn/ys/       compare a published site
          mingbai verify /srv/www/ys --root ~/ys          compare with the ledger in ~/ys
          mingbai verify https://example.gov.cn/ys/ --sums SHA256SUMS.2026    compare with a list of sums kept earlier

        Readers without mingbai do the same with `sha256sum -c SHA256SUMS` in a copy of the site.
option-verify-site = The folder or the address of the site (default: public)
option-verify-sums = A list of sums to compare with as well, such as a SHA256SUMS that you kept, or that of a site that you built yourself (- reads standard input)
option-record-date = The day of recording, such as 2025-02-10 (default: today)
option-record-dry-run = Only list what would be recorded
verifying = Comparing
verified = { $files ->
    [one] 1 file
   *[other] { $files } files
} and { $versions ->
    [one] 1 recorded version
   *[other] { $versions } recorded versions
} as they should be
verified-kept = { $files ->
    [one] 1 file is
   *[other] { $files } files are
} what the kept list says
recorded = { $new ->
    [one] 1 version
   *[other] { $new } versions
} newly recorded, { $all } in the ledger
would-record = Dry run, ledger.csv is as it was: { $new ->
    [one] 1 version
   *[other] { $new } versions
} to record
recorded-not = Not recorded, without a date of publication: { $count ->
    [one] 1 version
   *[other] { $count } versions
} ({ $files }{ $more ->
    [0] {""}
   *[other] , and others
}); give the date when it is published, and run again
recorded-version = + { $file } version { $version }
not-recorded = Nothing recorded: mend the above first
io-cut-off = it broke off
command-completions = Print a script with which a shell completes commands and options
    .usage = mingbai completions [OPTIONS] <SHELL>
    .examples =
        Examples:
          mingbai completions bash > ~/.local/share/bash-completion/completions/mingbai
          mingbai completions zsh > ~/.zfunc/_mingbai          a folder of fpath
          mingbai completions fish > ~/.config/fish/completions/mingbai.fish
          mingbai completions powershell >> $PROFILE
command-man = Print a manual page
    .usage = mingbai man [OPTIONS] [COMMAND]...
    .examples =
        Examples:
          mingbai man | man -l -
          mingbai man new site | man -l -
          mingbai man > /usr/local/share/man/man1/mingbai.1
command-new = Make something new: a site, a department, a year to fill in; nothing is ever written over
    .usage = mingbai new [OPTIONS] <WHAT>
    .examples =
        Examples:
          mingbai new site budgets                                         a site that can be built at once
          mingbai new department weijian --name 某县卫生健康局
          mingbai new disclosure weijian 2026                              the budget of 2026, ready to be filled in
          mingbai new disclosure weijian 2025 --final                      the final account of 2025

        The options of each: mingbai new <WHAT> --help
command-new-site = Make a site: settings, an example, editor settings and workflows that publish; it can be built at once
    .usage = mingbai new site [OPTIONS] <DIR>
    .examples =
        Examples:
          mingbai new site budgets
          mingbai new site budgets --title 某县部门预决算公开 --place 某县
          mingbai new site .                   in a folder that is there; none of its files is changed

        Then read its README.md.
command-new-department = Make a department: its folder in content with department.yaml
    .usage = mingbai new department [OPTIONS] --name <TEXT> <ID>
    .examples =
        Examples:
          mingbai new department weijian --name 某县卫生健康局 --short-name 卫健局 --group 政府部门
          mingbai new department yiyuan --name 某县人民医院 --parent weijian

        The id is the folder's name and a part of addresses; it never changes.
command-new-disclosure = Make a year's budget or final account: written as last year's, with amounts left blank
    .usage = mingbai new disclosure [OPTIONS] <DEPARTMENT> <YEAR>
    .examples =
        Examples:
          mingbai new disclosure weijian 2026                  the budget of 2026
          mingbai new disclosure weijian 2025 --final          the final account of 2025
          mingbai new disclosure weijian 2026 --unit           the budget of the body alone
          mingbai new disclosure weijian 2026 --from 2023      as that of 2023 was written

        Rows of statements, projects with their indicators, and sections stay; amounts and days are ~, last year's stand in
        comments at the ends of lines; amounts, percentages and counts in prose become ____, which check points at; years
        move on. Objectives, indicators' values and each “none” stay as they were, and check does not point at them: go
        through them. Last year's changes become comments. Attachments, corrections and explained findings stay behind.
        A final account that has none before it is written as the budget of its year, whose amounts are its original ones.
        Where there is nothing yet, all sections and statements are listed empty.
command-search = Search a built site: sections, projects and statements
    .usage = mingbai search [OPTIONS] <QUERY>...
    .examples =
        Examples:
          mingbai search 公务接待
          mingbai search 财政局 2023 --kind final
          mingbai search '"公务用车运行维护费" -购置 amount:>5万元' --sort amount
          mingbai search code:20129 --format json
          mingbai search 公务接待 --site https://example.gov.cn/ys/

        All words are wanted; OR stands between alternatives, -word is not wanted (behind -- where it comes first), what is in quotes stands together,
        word* is a beginning. Fields: department: year:2018..2022 kind:final code: amount:>100万元.
option-help = Show help
option-version = Show the version
option-lang = Language of messages: zh-CN or en, by default the system's
option-quiet = Show errors only
option-color = Colour: auto (default), always or never; NO_COLOR is honoured
option-root = The site's folder, by default the current one
option-out = The output folder, by default public in the site's folder
option-path = Show only the problems of these files or folders; everything is read all the same
option-rule = Check only this rule (A12) or family (A); may be repeated, or be a list with commas
option-strict = Exit with 1 where checks find errors or warnings
option-all = Show what holds and what could not be checked, too
option-fix = Mend what there is one way to mend: doubled punctuation, field codes, 元 for 万元; shows a diff first
option-yes = Mend without asking
option-list = List the rules; with --rule, explain them
option-format = Format of problems: human (default), json, sarif or github
option-timings = List how long each stage took, after the build
option-fresh = Make everything anew, without what the last build left; the result does not depend on it
option-serve-out = The folder of the preview, by default .mingbai/preview in the site's folder
option-serve-port = The port; by default the first free one from 8000 on, and with 0 any free one
option-serve-base = The path of the home page, such as /ys/; by default /
option-serve-open = Open the preview in the browser
option-serve-poll = Look at all files once a second, for folders on the network whose changes nothing tells
option-as-of = The day that stands for today, instead of as_of in site.toml; the clock is never asked
option-jobs = Threads, by default as many as the machine has cores; the result does not depend on it
option-schema-name = disclosure (default; budget.yaml and final.yaml), department, succession or site
usage-unknown-argument = unknown argument “{ $given }”
    .help = { $suggestion ->
        [nothing] {""}
       *[other] did you mean “{ $suggestion }”?
    }
usage-unknown-command = there is no command “{ $given }”
    .help = { $suggestion ->
        [nothing] the commands are { $known }
       *[other] did you mean “{ $suggestion }”?
    }
usage-unknown-new = “{ $given }” is nothing that can be new
    .help = { $suggestion ->
        [nothing] what can be new: site, department, disclosure (a year's budget or final account)
       *[other] did you mean “{ $suggestion }”?
    }
usage-wrong-form = “{ $value }” cannot be used for { $given }
    .help = write { $form }
usage-invalid-value = “{ $value }” cannot be used for { $given }
    .help = { $known ->
        [nothing] {""}
       *[other] possible: { $known }
    }
usage-missing-value = { $given } needs a value
usage-missing-argument = { $given } is missing
usage-argument-twice = { $given } cannot be used twice
usage-not-text = an argument is not valid text
usage-other = the command line is not understood
usage-see-help = See { $command } --help
value-folder = DIR
value-folder-or-address = DIR|URL
value-file = FILE
value-path = PATH
value-base = PATH
    .form = a path between slashes, of letters, digits and - . _ ~, such as /ys/
value-port = PORT
    .form = a whole number from 0 to 65535
value-threads = N
    .form = a whole number from 1 to 1024
value-uploads = N
    .form = a whole number from 1 to 256
value-count = N
    .form = a whole number without a unit, such as 10
value-text = TEXT
    .form = one line of text without control characters
value-id = ID
    .form = lower-case letters, digits and hyphens, such as caizheng
value-department = DEPARTMENT
value-year = YEAR
    .form = a year of four digits, such as 2025
value-years = YEARS
    .form = a year, or the first and the last, such as 2023 or 2018..2022
value-date = DATE
    .form = a date, such as 2025-02-28
value-time = TIME
    .form = a number with its unit, such as 24h, 7d, 30m, or 0 to keep nothing
value-rule = RULE
    .form = the number of a rule or the letter of a family, such as A12 or A
value-language = LANG
    .form = zh-CN or en
value-when = WHEN
value-format = FORMAT
value-target = TARGET
value-kind = KIND
value-order = ORDER
value-query = QUERY
value-name = NAME
value-shell = SHELL
value-command = COMMAND
option-completions-shell = bash, zsh, fish or powershell
option-man-command = Whose page, as build or new site; by default the program's
man-name = NAME
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-examples = EXAMPLES
man-version = VERSION
option-new-folder = The site's folder, made where there is none
option-new-title = The site's name
option-new-place = The place, as 平乡县
option-new-id = The department's id (its folder's name): lower-case ASCII letters, digits and hyphens
option-new-name = Its full name
option-new-short-name = Its short name
option-new-code = Its budget code (预算单位编码)
option-new-group = Its group on the home page, as 政府部门
option-new-parent = The id of the department that it belongs to
option-new-department = The department's id (its folder's name)
option-new-year = The fiscal year, as 2026
option-new-final = A final account; a budget by default
option-new-unit = Of the body alone (单位本级); of the department by default
option-new-from = Write it as that of this year; by default the latest one before
new-site-title = 某县部门预决算公开
new-site-place = 某县
new-site-made = { $folder ->
    [nothing] The site is there. Next:{" "}
   *[other] The site is in { $folder }. Next: cd { $folder },{" "}
}mingbai build, and open public/index.html; { $readme ->
    [kept] your README.md stays as it was, and site.toml explains how to make the site your own
   *[new] its README.md says how to make it your own
}{ $gitignore ->
    [kept] . Your .gitignore stays as it was: add /public/, /.public* and /.mingbai/ to it
   *[new] {""}
}
new-department-made = The department is there. Next: mingbai new disclosure { $id } <YEAR>
new-title-budget-department = { $name }{ $year }年部门预算
new-title-budget-unit = { $name }{ $year }年单位预算
new-title-final-department = { $name }{ $year }年度部门决算
new-title-final-unit = { $name }{ $year }年度单位决算
new-note = { $year }:{" "}
new-note-budget = { $year } budget:{" "}
new-changes = # Last year's changes: write this year's, and take the # away from each line; delete what is not needed.
new-disclosure-empty = { $file } is written: this department has nothing to go by yet, so all sections and statements are listed. Fill in amounts where ~ stands and words where ____ stands, delete what there is not, then run mingbai check
new-disclosure-made = { $file } is written as { $from } was. Fill in amounts where ~ stands (those of { $year } are in comments at the ends of lines) and figures of the prose where ____ stands{ $rows ->
    [csv] , and the blank amounts in CSV
   *[nothing] {""}
}; attachments, corrections and explained findings stayed behind. Then run mingbai check { $path }
new-disclosure-of-budget = { $file } is written as the budget of its year, { $from }, whose amounts of revenue, expenditure and the like are now the original ones; add the adjusted and the actual ones. In statements and elsewhere fill in figures where ~ stands (the budget's are in comments at the ends of lines) and those of the prose where ____ stands, and write 决算 where it still says 预算{ $rows ->
    [csv] , and the blank amounts in CSV
   *[nothing] {""}
}; attachments, corrections and explained findings stayed behind. Then run mingbai check { $path }
new-disclosure-of-earlier-budget = { $file } is written as the budget { $from }, which is of another year, so original, adjusted and actual amounts are blank. Fill in figures where ~ stands (those of the budget of { $year } are in comments at the ends of lines) and those of the prose where ____ stands, and write 决算 where it still says 预算{ $rows ->
    [csv] , and the blank amounts in CSV
   *[nothing] {""}
}; attachments, corrections and explained findings stayed behind. Then run mingbai check { $path }
option-search-query = what to look for; see below
option-search-site = the folder or the address of the built site; public in the site's folder by default
option-search-department = only of this department: by its full, short or former name, or in pinyin
option-search-year = only of these years, as 2023 or 2018..2022
option-search-kind = only budgets (budget) or final accounts (final)
option-search-sort = the order: relevance (default), year or amount
option-search-limit = how many disclosures are shown at most; 10 by default
option-search-format = the format of the results: human (default) or json, whose amounts are in 分
search-budget = budget
search-final = final account
search-section = section
search-project = project
search-statement = statement
search-more = { $count } more
search-found = { $disclosures ->
    [one] 1 disclosure
   *[other] { $disclosures } disclosures
 }, { $hits ->
    [one] 1 place
   *[other] { $hits } places
 }
search-found-at-most = at most { $disclosures } disclosures, { $hits } places
search-nothing = nothing found
search-instead = perhaps: { $query }
search-ignored = “{ $text }” was left out: { $why }
ignored-not-years = no years
ignored-not-a-kind = neither budgets nor final accounts
ignored-not-a-code = no code; names of codes are found without the field
ignored-not-an-amount = no amount, such as >100万元
ignored-nothing-in-it = nothing in it can be looked for
ignored-too-long = too long
