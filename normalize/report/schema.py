"""The JSON Schema of everything that `normalize` writes as JSON. Run as a module, it renews the file in `docs/`."""

from __future__ import annotations

import json
from typing import Any

from normalize.model import SCHEMA
from normalize.packaged import PACKAGE
from normalize.report import shape

COMMAND = "python -m normalize.report.schema"
PATH = PACKAGE.parent / "docs" / "report-schema.json"  # in a checkout; an installed package has no docs


def json_schema() -> dict[str, Any]:
    """The schema: any of the check object, a document's report and a run's index, each under its own definition."""
    from pydantic import TypeAdapter

    forms = (shape.CheckObject, shape.ReportObject, shape.IndexObject)
    refs, definitions = TypeAdapter.json_schemas(
        [(form.__name__, "serialization", TypeAdapter(form)) for form in forms], ref_template="#/$defs/{model}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"What normalize writes as JSON, schema {SCHEMA}",
        "description": "Places are code points of the document's text, half-open. Decimals are strings.",
        "anyOf": [refs[form.__name__, "serialization"] for form in forms],
        "$defs": {name: definitions["$defs"][name] for name in sorted(definitions["$defs"])},
    }


def schema_text() -> str:
    """The text of the schema file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(schema_text(), encoding="utf-8")
