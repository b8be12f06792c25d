#!/usr/bin/env python3
"""Whether the files of built sites agree: one figure, one value, in CSV, JSON, XLSX and HTML.

agree.py SITE…    The sites are in Chinese, have an address, a licence and workbooks. Each check yields complaints. Each is
also run on damaged copies of the last site, where it must complain.
"""

import collections
import csv
import json
import pathlib
import re
import shutil
import sys
import tempfile
from decimal import Decimal

import lxml.etree
import lxml.html
import openpyxl
from pyld import jsonld

HERE = pathlib.Path(__file__).parent
SCHEMA = "https://schema.org/"
UNITS = {"元": 1, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
WAN = UNITS["万元"]
KINDS = {"预算": "budget", "决算": "final"}
SCOPES = {"部门（汇总）": "department", "单位（本级）": "unit"}
BODIES = "填有该项的部门数"
OWN = {"budget": "approved", "final": "executed"}


# Readers.


def rows_of(path):
    """The rows of a CSV file, headings first."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def records_of(path):
    """The rows of a CSV file by their headings."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sheets_of(path):
    """The sheets of a workbook: each a list of rows of values."""
    book = openpyxl.load_workbook(path)
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book]


def number(value):
    """A spreadsheet's number as the decimal that people see: 15 digits at most."""
    return Decimal(f"{value:.15g}") if isinstance(value, (int, float)) else None


def plain(cell):
    """A cell of a view's JSON as the text of its CSV."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        # Words that a spreadsheet would take for a formula.
        return "'" + cell if cell[:1] and cell[0] in "=+-@\t\r\n＝＋－＠" else cell
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return {"blank": "未填写", "dash": "——"}[cell["state"]]


def figures(site):
    """The lines of all tables of measures."""
    return [row for path in sorted((site / "data").glob("measures-*.csv")) for row in records_of(path)]


def views(site):
    """The folders of pages whose tables lie beside them."""
    found = sorted(path.parent for path in site.rglob("data.json"))
    return [folder for folder in found if not (folder / "data.csv").exists() or "tables" in load(folder)]


def load(folder):
    return json.loads((folder / "data.json").read_text(), parse_float=Decimal, parse_int=Decimal)


def disclosures(site):
    """Every disclosure's folder, with its line in the table of disclosures."""
    return [(site / pathlib.Path(row["page"]).parent, row) for row in records_of(site / "data/disclosures.csv")]


def text(element):
    return "".join(element.itertext()).strip()


def html(path):
    return lxml.html.fromstring(path.read_text())


# Checks.


def tables_agree(site):
    """Each table of a view is the same in its CSV, in the JSON and in the workbook, cell by cell."""
    for folder in views(site):
        page = load(folder)
        for table, sheet in zip(page["tables"], sheets_of(folder / "data.xlsx"), strict=True):
            where = f"{folder.relative_to(site)}/{table['name']}"
            rows = rows_of(folder / f"{table['name']}.csv")[1:]
            if len(rows) != len(table["rows"]) or len(sheet) != len(rows) + 1:
                yield f"{where}: {len(rows)}, {len(table['rows'])} and {len(sheet) - 1} rows"
                continue
            for line, (one, other, third) in enumerate(zip(rows, table["rows"], sheet[1:])):
                for column, (a, b, c) in enumerate(zip(one, other, third, strict=True)):
                    if a != plain(b):
                        yield f"{where} {line}, {column}: {a!r} in CSV, {b!r} in JSON"
                    is_number = isinstance(b, Decimal)
                    same = number(c) == Decimal(a) if is_number else (c or "") == a.removeprefix("'")
                    if not same:
                        yield f"{where} {line}, {column}: {a!r} in CSV, {c!r} in the workbook"


def compared_agree(site):
    """On each measure's page, in CSV and in HTML, stand the figures of the tables of measures, and their totals."""
    own = collections.defaultdict(dict)
    totals = collections.defaultdict(lambda: [Decimal(0), 0])
    for row in figures(site):
        if row["phase"] != OWN[row["kind"]]:
            continue
        own[row["measure"]][row["department"], row["scope"], row["kind"], row["year"]] = row
        if row["state"] == "amount" and row["is_part"] == "false" and row["scope"] == "department":
            total = totals[row["measure"], row["kind"], row["year"]]
            total[0] += Decimal(row["value"])
            total[1] += 1
    for measure, expected in own.items():
        folder = site / "compare" / measure
        rows = rows_of(folder / "data.csv")
        years = rows[0][7:-1]
        seen = set()
        for row in rows[1:]:
            if re.match(r"全县(合计（|人均)", row[0]):
                continue  # In other prices, or per head.
            kind = KINDS[row[5]]
            for year, cell in zip(years, row[7:-1]):
                if row[0] == "全县合计":
                    total = totals.get((measure, kind, year))
                    counts = row[6] != "万元"
                    found = None if cell == "" else int(cell) if counts else Decimal(cell) * WAN
                    if found != (total and total[counts]):
                        yield f"{measure} {year} {kind}: {cell!r} for the county, and {total}"
                    continue
                key = (row[-1].split("/")[1], SCOPES[row[2]], kind, year)
                known = expected.get(key)
                seen.update([key] if known else [])
                state = known["state"] if known else "absent"
                told = {"": "absent", "未填写": "blank", "——": "dash"}.get(cell, "amount")
                if state != told or told == "amount" and Decimal(cell) * WAN != Decimal(known["value"]):
                    yield f"{measure} {key}: {cell!r} beside {known and known['value']}, {state}"
        if seen != set(expected):
            yield f"{measure}: {len(seen)} of {len(expected)} figures"
        yield from grid_agrees(folder, "measure", rows, measure)


def grid_agrees(folder, anchor, rows, where):
    """A page's table of bodies × years shows the texts of its CSV."""
    table = html(folder / "index.html").xpath(f'//*[@aria-labelledby="{anchor}"]//table')[0]
    shown = [[shown_text(cell) for cell in line.xpath("./td")] for line in table.xpath(".//tr[td]")]
    written = [row[7:-1] for row in rows[1:] if row[0] != "全县合计" or row[6] == "万元"]
    if shown != written:
        differ = [pair for pair in zip(shown, written) if pair[0] != pair[1]]
        yield f"{where}: {len(shown)} lines on the page, {len(written)} in CSV; {differ[:1]}"


def shown_text(cell):
    """A figure as a cell shows it, without what stands below it."""
    quiet = cell.xpath('.//*[@class="quiet"]')
    whole = text(cell)
    return (whole[: -len(text(quiet[0]))] if quiet else whole).strip().replace(",", "")


def lists_agree(site):
    """Who spends under a code, the main measures of a year, a body over its years: on the page as in the files."""
    for folder in views(site):
        name = str(folder.relative_to(site))
        if re.fullmatch(r"functions/\d+", name):
            yield from grid_agrees(folder, "departments", rows_of(folder / "departments.csv"), name)
        if not re.fullmatch(r"y/\d+|d/[^/]+", name):
            continue
        page = html(folder / "index.html")
        for table in load(folder)["tables"]:
            if table["name"] in ("projects", "indicators"):
                continue  # Nothing on them has its exact value beside it.
            shown = page.xpath(f'//*[@aria-labelledby="{table["name"]}"]//table//data/@value')
            content = [index for index, column in enumerate(table["columns"]) if column.get("name") == "内容"]
            rows = [row for row in table["rows"] if (row[content[0]] == "金额" if content else row[0] != BODIES)]
            amounts = [index for index, column in enumerate(table["columns"]) if is_of_amounts(column)]
            written = [row[index] * WAN for row in rows for index in amounts if isinstance(row[index], Decimal)]
            if [Decimal(value) for value in shown] != written:
                yield f"{name} {table['name']}: {len(shown)} amounts on the page, {len(written)} in JSON, or others"


def is_of_amounts(column):
    """Whether a column of a view has amounts of which the page tells the exact value."""
    return "year" in column or column.get("unit") == "万元" and column["name"] != "支出比上年"


def sources_agree(site):
    """Each figure of the tables of measures stands in its disclosure's JSON, and at its source in the page and workbook."""
    by_page = collections.defaultdict(list)
    for row in figures(site):
        by_page[row["source"].split("#")[0]].append(row)
    for name, rows in by_page.items():
        folder = (site / name).parent
        page = html(site / name)
        sheets = sheets_of(folder / "data.xlsx")
        measures = {measure["key"]: measure["figure"] for measure in load(folder)["measures"]}
        lines = page.xpath('//tr[starts-with(@id, "figure-") or starts-with(@id, "asset")]/@id')
        statements = [element.get("id") for element in statement_heads(page)]
        if len(lines) != len(sheets[0]) - 1 or len(statements) != len(sheets) - 1:
            yield f"{name}: {len(lines)} figures and {len(statements)} statements on the page, and others in the workbook"
            continue
        for row in rows:
            where = f"{name} {row['measure']} {row['phase']}"
            told = measures[row["measure"]][row["phase"]]
            state = told if isinstance(told, str) else "amount"
            if state != row["state"] or state == "amount" and Decimal(told["value"]) != Decimal(row["value"]):
                yield f"{where}: {row['value']!r} among all measures, {told} in JSON"
            if row["state"] != "amount" or row["phase"] != OWN[row["kind"]]:
                continue
            anchor = row["source"].split("#")[1]
            element = page.get_element_by_id(anchor)
            value = Decimal(row["value"])
            line = element if element.tag == "tr" else next(element.iterancestors("tr"))
            if value not in map(Decimal, line.xpath(".//data/@value")):
                yield f"{where}: no {value} at #{anchor}"
            if anchor in lines:
                cells = sheets[0][lines.index(anchor) + 1]
                amounts = [number(cell) * UNITS[cells[2]] for cell in cells[3:] if number(cell) is not None]
            else:
                sheet = sheets[1 + statements.index(re.sub(r"-row-\d+$", "", anchor))]
                place = line.getparent().xpath("./tr").index(line) + 1
                amounts = [amount for _, amount in amounts_of(sheet, [sheet[place]])]
            if value not in amounts:
                yield f"{where}: no {value} in the workbook"


def statement_heads(page):
    return [
        element
        for element in page.xpath('//*[starts-with(@id, "statement-")]')
        if re.fullmatch(r"h\d", element.tag)
    ]


def amounts_of(sheet, rows):
    """The amounts of a statement's sheet in 元: those below a heading with a unit."""
    for column, heading in enumerate(sheet[0]):
        unit = re.search(r"（([^（）]*元)）$", heading)
        if unit:
            for row in rows:
                figure = number(row[column])
                if figure is not None:
                    yield column, figure * UNITS[unit[1]]


def statements_agree(site):
    """The sheets of a disclosure's statements sum to what its CSV has of them."""
    for folder, row in disclosures(site):
        sums = collections.defaultdict(lambda: [Decimal(0), 0])
        for line in records_of(folder / "data.csv"):
            if line["part"] == "statement" and line["state"] == "amount":
                total = sums[line["statement"], int(line["number"])]
                total[0] += Decimal(line["value"])
                total[1] += 1
        heads = statement_heads(html(folder / "index.html"))
        sheets = sheets_of(folder / "data.xlsx")[1:]
        if len(heads) != len(sheets):
            yield f"{row['page']}: {len(heads)} statements, {len(sheets)} sheets"
            continue
        for head, sheet in zip(heads, sheets):
            kind, number_of_kind = re.fullmatch(r"statement-([a-z_]+)(?:-(\d+))?", head.get("id")).groups()
            amounts = [amount for _, amount in amounts_of(sheet, sheet[1:])]
            expected = sums.pop((kind, int(number_of_kind or 1)), [Decimal(0), 0])
            if [sum(amounts), len(amounts)] != expected:
                yield f"{row['page']} {kind}: {sum(amounts)} of {len(amounts)} in the workbook, {expected} in CSV"
        if sums:
            yield f"{row['page']}: no sheets for {list(sums)}"


def feeds_are_sound(site):
    """Feeds follow RFC 4287, sitemap.xml follows sitemaps.org, and all that they name is there."""
    atom = lxml.etree.RelaxNG(file=str(HERE / "atom.rng"))
    sitemap = lxml.etree.XMLSchema(file=str(HERE / "sitemap.xsd"))
    feeds = sorted(site.rglob("feed.xml"))
    for path, schema in [(feed, atom) for feed in feeds] + [(site / "sitemap.xml", sitemap)]:
        document = lxml.etree.parse(str(path))
        if not schema.validate(document):
            yield f"{path.relative_to(site)}: {schema.error_log.last_error}"
        for address in document.xpath('//*[local-name()="loc"]/text() | //@href'):
            name, _, anchor = address.removeprefix(BASE).partition("#")
            page = site / name
            if address == name or not page.exists() or (anchor and f'id="{anchor}"' not in page.read_text("utf-8")):
                yield f"{path.relative_to(site)}: nothing at {address}"
    if not feeds:
        yield "there is no feed"


BASE = "https://example.gov.cn/ys/"


def search_is_described(site):
    """Browsers can add the site as a search engine (OpenSearch 1.1): each page names the description, which names whole
    addresses that are there."""
    name = "search/opensearch.xml"
    for page in ("index.html", "404.html", "search/index.html"):
        links = html(site / page).xpath('//link[@rel="search"][@type="application/opensearchdescription+xml"]/@href')
        if len(links) != 1 or not links[0].endswith(name):
            yield f"{page}: {links}"
    root = lxml.etree.parse(site / name).getroot()
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    if root.tag != f"{space}OpenSearchDescription":
        yield f"{name}: {root.tag}"
    for tag, most in (("ShortName", 16), ("LongName", 48), ("Description", 1024)):
        said = (root.findtext(f"{space}{tag}") or "").strip()
        if not said or len(said) > most:
            yield f"{name}: {tag} {said!r}"
    templates = {url.get("type"): url.get("template") for url in root.iter(f"{space}Url")}
    page = templates.get("text/html", "")
    path, _, query = page.removeprefix(BASE).partition("?")
    if not page.startswith(BASE) or query != "q={searchTerms}" or not (site / path).is_file():
        yield f"{name}: {page!r} is no address of results"
    if templates.get("application/opensearchdescription+xml") != BASE + name:
        yield f"{name}: it does not name itself"


def local(address, _options):
    """The context of schema.org from beside this file: nothing is fetched."""
    if address.rstrip("/") != SCHEMA.rstrip("/"):
        raise ValueError(f"nothing may be fetched: {address}")
    context = json.loads((HERE / "schema-org.jsonld").read_text())
    return {"contextUrl": None, "documentUrl": address, "document": context, "contentType": "application/ld+json"}


def linked_data_are_sound(site):
    """JSON-LD expands to data sets with a name, a licence and files that are there."""
    count = 0
    for path in [folder / "index.html" for folder, _ in disclosures(site)] + [site / "data/index.html"]:
        where = path.relative_to(site)
        for script in html(path).xpath('//script[@type="application/ld+json"]/text()'):
            count += 1
            (data,) = jsonld.expand(json.loads(script), {"documentLoader": local})
            if data.get("@type") != [SCHEMA + "Dataset"]:
                yield f"{where}: {data.get('@type')}"
            if not data.get(SCHEMA + "name", [{}])[0].get("@value"):
                yield f"{where}: no name"
            if not data.get(SCHEMA + "license", [{}])[0].get("@id", "").startswith("https://"):
                yield f"{where}: no licence"
            files = data.get(SCHEMA + "distribution", [])
            if not files:
                yield f"{where}: no distribution"
            for file in files:
                address = file.get(SCHEMA + "contentUrl", [{}])[0].get("@id", "")
                if file.get("@type") != [SCHEMA + "DataDownload"] or not address.startswith(BASE):
                    yield f"{where}: {file}"
                elif not (site / address.removeprefix(BASE)).is_file():
                    yield f"{where}: nothing at {address}"
    if count != len(disclosures(site)) + 1:
        yield f"{count} pages have JSON-LD"


# Damage: each must be found by its check.


def replaced(name, old, new):
    def damage(site):
        (path, *_) = sorted(site.glob(name))
        # As it is: lines of CSV end in CR and LF.
        before = path.read_bytes().decode()
        after = re.sub(old, new, before, count=1, flags=re.DOTALL)
        assert before != after, f"{path}: nothing to damage"
        path.write_bytes(after.encode())

    return damage


def added(name, sheet):
    """Adds one to an amount of a workbook."""

    def damage(site):
        (path, *_) = sorted(site.glob(name))
        book = openpyxl.load_workbook(path)
        cells = [cell for row in book.worksheets[sheet].iter_rows(min_row=2) for cell in row]
        cell = next(cell for cell in reversed(cells) if isinstance(cell.value, (int, float)) and cell.value)
        cell.value += 1
        book.save(path)

    return damage


MEASURE = "compare/expenditure.total"
DAMAGE = [
    (tables_agree, replaced(f"{MEASURE}/data.csv", r",万元,([^\r]*?)(\d)\.", r",万元,\g<1>7\2.")),
    (tables_agree, replaced(f"{MEASURE}/data.json", r",(\d+)\.", r",9\1.")),
    (tables_agree, added(f"{MEASURE}/data.xlsx", 0)),
    (compared_agree, replaced("data/measures-*.csv", r",amount,(\d)", r",amount,9\1")),
    (compared_agree, replaced(f"{MEASURE}/index.html", r"<td>(\d)", r"<td>9\1")),
    (lists_agree, replaced("y/*/index.html", r'(class="wide sorts".*?<data value=")', r"\g<1>9")),
    (lists_agree, replaced("d/*/data.json", r'("万元",)(\d)', r"\g<1>9\2")),
    (sources_agree, replaced("d/*/*/*/data.json", r'"measures":\[(.*?)"value":"', r'"measures":[\1"value":"9')),
    (sources_agree, replaced("d/*/*/*/index.html", r'(id="figure-expenditure-total".*?<data value=")', r"\g<1>9")),
    (statements_agree, added("d/*/*/*/data.xlsx", 1)),
    (statements_agree, replaced("d/*/*/*/data.csv", r"(\r\nstatement,[^\r]*?,amount,)(\d)", r"\g<1>9\2")),
    (feeds_are_sound, replaced("feed.xml", r"<updated>.*?</updated>", "")),
    (feeds_are_sound, replaced("sitemap.xml", r"<loc>.*?</loc>", "<loc>index.html</loc>")),
    (search_is_described, replaced("search/opensearch.xml", r"index\.html\?q", "index.html#q")),
    (search_is_described, replaced("index.html", r"opensearch\.xml", "none.xml")),
    (linked_data_are_sound, replaced("d/*/*/*/index.html", r'"@type":"Dataset"', '"@type":"Thing"')),
    (linked_data_are_sound, replaced("data/index.html", r"measures-\d+\.csv\"}", 'nowhere.csv"}')),
]
CHECKS = list(dict.fromkeys(check for check, _ in DAMAGE))


def main(sites):
    complaints = [f"{site}: {complaint}" for site in sites for check in CHECKS for complaint in check(site)]
    for check, damage in DAMAGE:
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "site"
            shutil.copytree(sites[-1], copy)
            damage(copy)
            if not any(True for _ in check(copy)):
                complaints.append(f"{check.__name__} did not find damage {DAMAGE.index((check, damage))}")
    for complaint in complaints[:40]:
        print(complaint, file=sys.stderr)
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main([pathlib.Path(name) for name in sys.argv[1:]]))
