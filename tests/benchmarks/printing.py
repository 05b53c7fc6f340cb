"""Prints a report as tables; whatever missed its target says so."""

import sys

from tests.benchmarks.targets import DESK_RATIO, RATIOS, SEARCH_MS, missed

write = sys.stdout.write


def print_report(report):
    for name, show in PARTS.items():
        if report.get(name):
            show(report)
    print_ratios(report["ratios"])


def print_pages(report):
    bare = report["yardstick"]
    write(f"\nThe desk; {report['engine']}; yardstick: {bare['ms']:.1f} ms, {bare['queries']} queries\n\n")
    write(f"{'page':<42}{'ms':>8}{'queries':>9}{'ratio':>8}\n")
    for name, page in report["pages"].items():
        ratio = report["ratios"][name]
        mark = f"  MISSED: at most {DESK_RATIO}" if ratio > DESK_RATIO else ""
        write(f"{name:<42}{page['ms']:>8.1f}{page['queries']:>9}{ratio:>8.2f}{mark}\n")
    write(f"\n{'work':<42}{'seconds':>8}\n")
    for name, seconds in report["seconds"].items():
        write(f"{name:<42}{seconds:>8.3f}\n")


def print_serving(report):
    serving = report["serving"]
    write(f"\nOver HTTP; {serving['workers']} processes; asked with {serving['generator']}\n\n")
    write(f"{'answer':<24}{'bytes':>8}{'a second, 16':>14}{'a second, 64':>14}{'p99 at 64, ms':>15}\n")
    for name, row in serving["table"].items():
        write(f"{name:<24}{row['bytes']:>8}{row['rate']:>14}{row['rate_64']:>14}{row['p99_64_ms']:>15.2f}\n")


def print_mirror(report):
    rates = report["mirror"]["rates"]
    write(f"\nThe mirror by nginx: {rates['mirror']} pages a second; a static file as large: {rates['static']}\n")


def print_cold(report):
    cold = report["cold"]
    write("\nThe first rendering of an article, not kept, not compressed\n\n")
    write(f"{'view':<24}{'ms':>8}{'queries':>9}{'bytes':>8}\n")
    for name in ("ours", "minimal"):
        write(f"{name:<24}{cold[f'{name}_ms']:>8.2f}{cold[f'{name}_queries']:>9}{cold[f'{name}_bytes']:>8}\n")
    if not cold["is_fair"]:
        write("The queries of both are not the same any more: bring tests/benchmarks/cold.py up to date.\n")


def print_growth(report):
    few, many = report["growth"]["articles"].values()
    write(f"\nFrom {few} to {many} articles; {report['engine']}\n\n")
    write(f"{'page':<24}{'ms':>8}{'then':>8}{'queries':>9}{'then':>6}\n")
    for name, row in report["growth"]["table"].items():
        mark = "" if row["many_queries"] <= row["few_queries"] else "  MISSED: no more queries"
        write(
            f"{name:<24}{row['few_ms']:>8.2f}{row['many_ms']:>8.2f}"
            f"{row['few_queries']:>9}{row['many_queries']:>6}{mark}\n"
        )


def print_search(report):
    write(f"\nSearch; {report['engine']}\n\n{'words':<24}{'ms':>8}{'queries':>9}\n")
    for name, row in report["search"].items():
        mark = f"  MISSED: at most {SEARCH_MS}" if row["ms"] > SEARCH_MS else ""
        write(f"{name:<24}{row['ms']:>8.1f}{row['queries']:>9}{mark}\n")


def print_ratios(ratios):
    write(f"\n{'ratio':<44}{'':>8}  target\n")
    for name, value in ratios.items():
        if name in RATIOS:
            write(f"{name:<44}{value:>8.2f}  {missed(name, value) or ' '.join(map(str, RATIOS[name]))}\n")


PARTS = {
    "pages": print_pages,
    "serving": print_serving,
    "mirror": print_mirror,
    "cold": print_cold,
    "growth": print_growth,
    "search": print_search,
}
