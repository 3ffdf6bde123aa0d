"""Where the package's own files are: data beside the modules, templates in the wheel or in the checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def templates_folder() -> Path:
    """The shipped templates: inside an installed wheel, else the checkout's `templates/`.

    Raises FileNotFoundError when neither is there (a broken installation).
    """
    for folder in (PACKAGE / "_templates", PACKAGE.parent / "templates"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the templates are missing: install the package again")
