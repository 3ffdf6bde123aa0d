"""Characters that would act on a page or a terminal are shown instead of obeyed."""

from __future__ import annotations

import re

# Bidirectional controls could turn the surrounding page around; other controls and lone surrogates have no form of
# their own. Tab, line feed and the joiners that scripts and emoji need stay as they are.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Characters that look like a plain space or like nothing: worth seeing where they are deleted or inserted.
_HIDDEN = str.maketrans(
    {
        "\u00ad": "⟦soft hyphen⟧",
        "\u200b": "⟦zero-width space⟧",
        "\u2060": "⟦word joiner⟧",
        "\u00a0": "⟦no-break space⟧",
        "\n": "⏎",
    }
)
_BLANKS = str.maketrans({" ": "␣", "\t": "⇥"})


def visible(text: str) -> str:
    """`text` with each acting character as its code point, as in ⟦U+202E⟧; a CR before a LF goes without notice."""
    if text.isprintable():  # most of what is shown; nothing that acts is
        return text
    return _ACTING.sub(lambda match: f"⟦U+{ord(match[0]):04X}⟧", text.replace("\r\n", "\n"))


def spelled_out(changed: str) -> str:
    """A changed stretch on one line, with what cannot be seen named; spaces only where nothing else changes."""
    text = changed.replace("\r\n", "\n")
    return visible((text if text.strip() else text.translate(_BLANKS)).translate(_HIDDEN))
