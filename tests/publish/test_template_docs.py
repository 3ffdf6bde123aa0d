"""The page about templates is what the code says."""

from __future__ import annotations

import re

from normalize.publish.template_docs import PATH, stale, text


def test_page_about_templates_is_up_to_date() -> None:
    """Every template that makes a page is listed with everything that it receives."""
    assert stale() == [], "run `make docs`"


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    """What a value holds is one click away."""
    headings = {re.sub(r"[^\w -]", "", line).strip(" #").lower() for line in text().split("\n") if line.startswith("#")}
    assert set(re.findall(r"\]\(#([^)]+)\)", PATH.read_text(encoding="utf-8"))) <= headings


def test_every_variable_of_a_template_is_told() -> None:
    """What our own templates read of their view is in the page: nothing is a secret between them and the code."""
    from normalize.packaged import templates_folder
    from normalize.publish.template_docs import TEMPLATES

    page = text()
    for name in TEMPLATES:
        source = (templates_folder() / name).read_text(encoding="utf-8")
        for variable in set(re.findall(r"\bview\.(\w+)", source)):
            assert f"| `{variable}` |" in page, (name, variable)
