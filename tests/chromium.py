"""Find a Chromium for the browser tests; run as a script, install one when there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_chromium() -> str | None:
    """The path of a Chromium: `NORMALIZE_CHROMIUM`, else one on the PATH, else Playwright's own."""
    named = os.environ.get("NORMALIZE_CHROMIUM")
    if named:
        return named
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str | None:
    """Install a Chromium: Playwright's own, else the system's package when that needs no password."""
    environment = {**os.environ, "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    libraries = ["--with-deps"] if root else []
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", *libraries, "chromium"], env=environment, check=False
    )
    if find_chromium() is None and root and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], env=environment, check=False)
        subprocess.run(["apt-get", "install", "-q", "-y", "chromium"], env=environment, check=False)
    return find_chromium()


if __name__ == "__main__":
    browser = find_chromium() or install()
    if browser is None:
        sys.exit(
            "The browser tests need Chromium and none could be installed: install Chromium or Google Chrome, "
            "or set NORMALIZE_CHROMIUM to its path, and run make test again."
        )
    print(f"browser for the tests: {browser}")
