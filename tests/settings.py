"""The product's own settings in its test environment, whatever the caller's shell has set."""

import os

OURS = ("SIGHTLINE_SHARED", "SIGHTLINE_CHROMIUM")
for name in [n for n in os.environ if n.startswith("SIGHTLINE_") and n not in OURS]:
    del os.environ[name]
os.environ["SIGHTLINE_ENV"] = "test"
os.environ["SIGHTLINE_SECRET_KEY"] = "for-tests-only-" + "0123456789" * 4

from config.settings import *  # noqa: E402, F403
