#!/usr/bin/env python3
"""Whether the digests that a built site publishes are those of its sources, computed by other means.

digest.py ROOT SITE    Every row of data/disclosures.csv of SITE, which was built from ROOT.
"""

import csv
import hashlib
import json
import pathlib
import sys
import unicodedata

import yaml

# What is said about a disclosure, and not by it.
ABOUT = {"corrections", "更正", "更正记录", "acknowledge", "已知问题", "问题说明"}


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def text(path):
    """Prose or rows: UTF-8, or GB18030 as Chinese Excel saves it; the ends of lines do not count."""
    data = path.read_bytes()
    try:
        said = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = data.decode("gb18030")
    return said.replace("\r\n", "\n").encode()


def plain(node):
    """A tree of YAML as plain data: every scalar is text, and what is blank is nothing."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return None if node.style is None and node.value in ("", "~", "null") else node.value


def digest(file):
    """The digest of a disclosure."""
    said = plain(yaml.compose(file.read_text("utf-8-sig")))
    said = {key: value for key, value in said.items() if key not in ABOUT}
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    lines = [f"{sha256(canonical.encode())}  .\n"]
    folder = file.with_suffix("")
    beside = [path for path in folder.glob("*") if path.is_file()] if folder.is_dir() else []
    for name, path in sorted((unicodedata.normalize("NFC", path.name), path) for path in beside):
        data = text(path) if path.suffix.lower() in (".md", ".csv") else path.read_bytes()
        lines.append(f"{sha256(data)}  {name}\n")
    return sha256("".join(lines).encode())


def main():
    root, site = map(pathlib.Path, sys.argv[1:])
    wrong, seen = [], 0
    with open(site / "data/disclosures.csv", encoding="utf-8-sig", newline="") as table:
        for row in csv.DictReader(table):
            unit = "-unit" if row["scope"] == "unit" else ""
            version = f"@{row['version']}" if row["superseded"] == "true" else ""
            file = root / "content" / row["department"] / row["year"] / f"{row['kind']}{unit}{version}.yaml"
            seen += 1
            if digest(file) != row["digest"]:
                wrong.append(str(file))
    if wrong or not seen:
        sys.exit(f"other digests than published: {wrong or 'there are none'}")
    print(f"{seen} digests are those of the sources")


main()
