"""Values inside Markdown: nothing of the input is markup there, neither Markdown's nor HTML's."""

from __future__ import annotations

import re

from markupsafe import Markup

from normalize.report.visible import visible

# What stands before a sign is looked at after it: a pattern whose branches all begin with a sign is found quickly.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$^=]|&|!(?=\[)|@(?<=\w@)(?=\w)|:(?=//)|\.(?<=[Ww]{3}\.)")
_OPENING = re.compile(r"[-+](?=\s|-|$)|\d{1,9}(?=[.)](?:\s|$))")


def escaped(text: str) -> Markup:
    """`text` as one line of literal text: every character that could start markup is escaped."""
    if text.isalnum():
        return _markdown(text)
    flat = " ".join(visible(text).split())
    literal = _SPECIAL.sub(lambda m: "&amp;" if m[0] == "&" else "\\" + m[0], flat)
    opening = _OPENING.match(literal)
    if opening:
        # A line that starts like a list item or a rule: a number keeps its digits and loses its point.
        at = opening.end() if opening[0].isdigit() else 0
        literal = literal[:at] + "\\" + literal[at:]
    return _markdown(literal)


def inline(text: str) -> Markup:
    """`text` as a piece of a line of literal text: white space at its ends stays."""
    head = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return _markdown(head + str(escaped(text)) + tail)


def critic(sign: str, text: str) -> Markup:
    """`text` in CriticMarkup: `--` deleted, `++` inserted, `==` marked, `>>` a remark. Inside, it is literal."""
    end = "<<" if sign == ">>" else sign
    return _markdown("{" + sign + str(inline(text)) + end + "}")


def target(href: str) -> Markup:
    """A link's target, so that no character of it can end the link."""
    return _markdown("<" + re.sub(r"[<>\\\s]", lambda m: f"%{ord(m[0]):02X}", href) + ">")


def tidy(page: str) -> str:
    """A rendered page without blanks at line ends and without more than one blank line in a row."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", page, flags=re.MULTILINE)).strip("\n") + "\n"


def finalize(value: object) -> object:
    """What a Markdown template prints for a value: strings escaped unless they are marked as Markdown already."""
    return escaped(value) if type(value) is str else value


def _markdown(literal: str) -> Markup:
    return Markup(literal)  # noqa: S704 - marks what is escaped for Markdown; it is never printed on an HTML page
