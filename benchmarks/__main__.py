"""Measure pages, papers and the import on this machine, to choose by: nothing passes or fails.

python -m benchmarks [pages|packs|imports]    one of them, else all
"""

import platform
import sys
import tempfile
from pathlib import Path

from benchmarks.importing import folder, measure_imports
from benchmarks.packs import INDICATORS, measure_packs
from benchmarks.pages import PAGES, measure_answers
from benchmarks.reading import measure_readable
from tests.harness.chromium import find_chromium
from tests.harness.site import running_site


def main(what: str = "") -> None:
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}")
    if what in ("", "pages"):
        pages()
    if what in ("", "packs"):
        packs()
    if what in ("", "imports"):
        imports()


def packs() -> None:
    print(f"\nThe papers of a board with {INDICATORS} indicators (once each)")
    print(f"{'what':<52}{'seconds':>11}{'kB':>9}{'peak MB':>9}")
    for one in measure_packs():
        print(f"{one.what:<52}{one.seconds:>11.2f}{one.kilobytes:>9.0f}{one.peak_mb:>9.0f}")


def imports() -> None:
    published = folder()
    if published is None:
        print("\nThe published files were not found; SIGHTLINE_SHARED names their place.")
        return
    print("\nThe whole published set (once each; pandas: the median)")
    print(f"{'what':<52}{'seconds':>11}{'× pandas':>10}{'peak MB':>9}")
    for one in measure_imports(published):
        print(f"{one.what:<52}{one.seconds:>11.2f}{one.ratio:>10.1f}{one.peak_mb:>9.0f}")


def pages() -> None:
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        print("\nThe server's answer (two workers, one reader, 40 times)")
        print(f"{'page':<52}{'median ms':>11}{'95% ms':>9}{'kB raw':>9}{'kB gzip':>9}")
        for answer in measure_answers(site.url):
            print(
                f"{answer.page:<52}{answer.median_ms:>11.1f}{answer.slow_ms:>9.1f}"
                f"{answer.raw_kb:>9.1f}{answer.gzip_kb:>9.1f}"
            )
        if find_chromium() is None:
            print("\nNo Chromium was found: when a page can be read was not measured.")
            return
        print("\nIn Chromium (cold cache, median of 5)")
        print(f"{'page':<52}{'readable ms':>12}{'loaded ms':>11}{'kB moved':>10}")
        for view in measure_readable(site, PAGES):
            print(
                f"{view.page:<52}{view.readable_ms:>12.0f}{view.loaded_ms:>11.0f}{view.moved_kb:>10.0f}"
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
