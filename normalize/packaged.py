"""Where the package's own files are: data beside the modules, templates in the wheel or in the checkout, the cache."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).parent
#: Names the folder for everything that can be fetched again; the platform's own cache folder otherwise.
CACHE_VARIABLE = "NORMALIZE_CACHE"


def cache_folder() -> Path:
    """Where downloads and answers are kept: `NORMALIZE_CACHE`, or the platform's cache folder for this program."""
    configured = os.environ.get(CACHE_VARIABLE)
    if configured:
        return Path(configured).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("normalize")


def templates_folder() -> Path:
    """The shipped templates: inside an installed wheel, else the checkout's `templates/`.

    Raises FileNotFoundError when neither is there (a broken installation).
    """
    for folder in (PACKAGE / "_templates", PACKAGE.parent / "templates"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the templates are missing: install the package again")
