"""Pages that ask how far something holds: that words are a name, that a rule is to be ignored."""

from __future__ import annotations

import json
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from normalize.errors import UsageError
from normalize.facts import name_yaml
from normalize.review.desk import Desk
from normalize.review.finding import LONGEST, Finding
from normalize.review.records import download
from normalize.review.words import title


def asking_routes(desk: Desk) -> Sequence[BaseRoute]:
    """The addresses of these pages, and of the lines for a facts file."""

    def lines(finding: Finding) -> str:
        if len(finding.seen) > LONGEST:
            raise UsageError("these words are too long to be a name; go back and edit or reject the finding")
        return name_yaml(finding.seen, f"Decided in the review of {desk.board.book.run}")

    def asked(request: Request, template: str, text: str) -> Response:
        finding = desk.finding(request.query_params.get("finding", ""))
        return desk.page(
            template,
            finding=finding, title=title(finding), looking=desk.looking(request), lines=text,
            query=request.query_params.get("query", ""), seen=desk.board.standing(finding).last,
        )  # fmt: skip

    def name(request: Request) -> Response:
        return asked(request, "name.html.j2", lines(desk.finding(request.query_params.get("finding", ""))))

    def name_file(request: Request) -> Response:
        finding = desk.finding(request.query_params.get("finding", ""))
        return download(lines(finding), "application/yaml; charset=utf-8", "names.yaml")

    def ignore(request: Request) -> Response:
        rule = desk.finding(request.query_params.get("finding", "")).rule
        return asked(request, "ignore.html.j2", f"disable = [{json.dumps(rule)}]\n")

    return Route("/name", name), Route("/names.yaml", name_file), Route("/ignore", ignore)
