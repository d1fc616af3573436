"""Measure the pages on this machine. Figures to choose by: nothing passes or fails."""

import platform
import tempfile
from pathlib import Path

from benchmarks.pages import PAGES, measure_answers
from benchmarks.reading import measure_readable
from tests.harness.chromium import find_chromium
from tests.harness.site import running_site


def main() -> None:
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}")
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
    main()
