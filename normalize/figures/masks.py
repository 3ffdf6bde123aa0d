"""Digits that are no quantities: dates, times of day, telephone numbers, scores, names and numbers of things."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import regex

from normalize.figures.neighbours import word_after
from normalize.figures.tokens import Token
from normalize.figures.words import word_set

MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_LOWER_MONTH: Final = (
    r"(?:january|february|april|june|july|august|september|october|november|december|jan|feb|apr|aug|sept|oct|nov|dec)"
)
_DAY: Final = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_YEAR: Final = r"(?:1[0-9]{3}|20[0-9]{2})"

#: Words that name the thing numbered after them.
_LABELS: Final = (
    "room|flight|chapter|section|sections|article|articles|page|pages|pp|version|volume|vol|issue|no|nr|number"
    "|junction|exit|route|highway|interstate|form|part|act|scene|phase|type|model|grade|channel|platform|gate|terminal"
    "|building|unit|verse|lane|stage|level|tier|category|round|game|figure|fig|table|line|rule|code|error|track"
    "|district|ward|division|class|zone|floor|apartment|apt|suite|seat|row|lot|block|box|bus|tram|train"
    "|item|step|question|q"
    "|day|week|month|year|season|episode|series|psalm|proposition|prop|resolution|amendment|title|paragraph|para|clause"
    "|annex|appendix|exhibit|case|docket|bill|order|directive|regulation|decree|law|size|size|mark|mk|formula|serial"
    "|license|licence|registration|extension|ext|tel|phone|fax|dial|pier|berth|hangar|runway|squadron"
    "|battalion|regiment"
    "|brigade|unit|group|pool|heat|lap|hole|shirt|jersey|windows|iphone|galaxy|apollo|boeing|airbus|area|camp|precinct"
    "|engine|ladder|station|school|local|pub|public law|studio|warehouse|dock|wing|cell|bed|bay|aisle"
    "|shelf|slide|note"
    "|rfc|iso|isbn|issn|doi|article no|radio|fm|am|postcode|zip|hall|court|courtroom|committee|chapter no"
    "|bracket|schedule"
)
_STREET: Final = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Place|Court|Way|Crescent|Terrace|Close|Row"
    "|Parkway|Highway|Gardens|Hill"
)

#: "The first nine months of the year" names a period; "the first nine months" may be a length of time.
_PART_OF_A_PERIOD: Final = (
    r"(?<!\w) (?i:first|last|final|opening|closing) [ ] (?:[0-9]{1,2}|(?i:two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve)) [ ] (?i:days|weeks|months|quarters) [ ] of [ ]"
    r" (?:(?i:the|this|that|last|next|each|every|fiscal|financial|calendar|previous|current|following|coming)[ ]){0,2}"
    rf" (?:(?i:year|quarter|month)(?!\w)|{MONTH}(?!\w)|{_YEAR}(?!\w))"
)

_MASK = regex.compile(
    rf"""
      {_PART_OF_A_PERIOD} |
      (?<![\w.]) {_DAY} (?:(?:[ ]?[-–/][ ]?|[ ](?:to|and|or|until|till|through)[ ]){_DAY})?
        [ ](?:of[ ])? {MONTH} (?![\w]) (?:,?[ ]{_YEAR}(?![\w-]))?
    | (?<!\w) {MONTH} [ \u00a0]{{1,2}} {_DAY} (?:[ ]?[-–][ ]?{_DAY}|[ ](?:to|and|or|through
        |until)[ ]{_DAY}(?=,?[ ]{_YEAR}|[ ]?[.,;:)]|[ ](?:in|at|of|with|for|on)[ ]))? (?![\w%]|[,.]?[0-9]
        |[ ](?:million|billion|percent|per[ ]cent))
        (?:,?[ ]{_YEAR}(?![\w-]))?
    | (?<!\w) (?:{MONTH}|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|Christmas
        |Easter) (?:[ ]of)? ,?[ ]{{1,2}} {_YEAR} (?![\w])
    | (?<!\w) (?:on|since|until|by|of|in|from|and|before|after) [ ] (?:{_LOWER_MONTH}|may
        |march)(?:[ ]?\.)? [ ] [0-3]?[0-9] (?![\w.]) (?:[ ]?,[ ]{_YEAR})?
    | (?<!\w) {_LOWER_MONTH} (?:[ ]?\.)? [ ] [0-3]?[0-9] (?![\w.,%]) (?:[ ]?,[ ]{_YEAR})?
    | (?<![\w.]) [0-3]?[0-9][ ]{_LOWER_MONTH} (?!\w)
    | (?<![\w./-]) [0-9]{{1,4}} (?P<sep>[-/.]) [0-9]{{1,2}} (?P=sep) [0-9]{{2,4}} (?![\w/-]|\.[0-9])
    | (?<![\w./-]) {_YEAR} [-–/] [0-9]{{2}} (?![\w%]|[.,][0-9])
    | (?<![\w./-]) {_YEAR} [ ]?[-–—/][ ]? {_YEAR} (?![\w%]|[.,][0-9])
    | (?<![\w.:]) (?:[0-2]?[0-9](?:[:.][0-5][0-9])?(?:[ ]?[-–][ ]?|[ ](?:to|till|until|and|or)[ ]))?
        [0-2]?[0-9] (?:[:.][0-5][0-9])? (?:[:][0-5][0-9])? [ \u00a0]? (?:[ap]\.?m\b\.?
        |[AP]\.?M\b\.?|o['’]clock|hrs\b|GMT|UTC|EST|EDT|ET|PST|BST|CET)
    | (?<![\w.:]) [0-2]?[0-9] : [0-5][0-9] (?::[0-5][0-9](?:[.,][0-9]{{1,3}})?)? (?![\w:])
    | (?<!\w) [0-9]{{1,2}} : [0-9]{{1,3}} (?![\w:])
    | (?<![\w]) \+ [0-9] [0-9 ()./\u00a0-]{{6,20}} [0-9]
    | (?<![\w.,]) (?:\([0-9]{{3,5}}\)[ ]?|0[0-9]{{2,4}}[ -]
        |1-[0-9]{{3}}-)(?:[0-9]{{3,4}}[ -]?){{1,3}} [0-9]{{0,4}} (?![\w])
    | (?<![\w.,-]) [0-9]{{3}}[-. ][0-9]{{3}}[-.][0-9]{{4}} (?![\w])
    | (?<![\w.,-]) [0-9]{{3}}-[0-9]{{4}} (?![\w-])
    | (?<![\w]) [0-9]++ (?:-[0-9]++){{2,}} (?![\w])
    | (?<![\w,.]) '?[0-9]{{2,4}}['’]?s (?!\w)
    | (?<![\w.]) v?[0-9]{{1,4}} (?:\.[0-9]{{1,4}}){{2,6}} (?![\w])
    | (?<![\w.]) (?:24[/-]7|9/11|7/7|50[/-]50|20/20|911|747-[0-9]{{3}}) (?![\w%])
    | (?<![\w]) (?<!\b(?i:last|next|this|that|past|each|every)[ ])
        (?!(?i:nos|nrs|numbers)\b) (?i:{_LABELS}|(?<![0-9][ ])point) s?[ \u00a0]?[.:#]?[ \u00a0]{{1,2}}
        (?:[A-Z]{{1,3}}[ -]?)? \#?[0-9]++ (?:[.,-][0-9]++)*+ [A-Za-z]? (?![\w%])
        (?: (?:,[ ]|[ ](?:and|to|or|&)[ ]|[-–]) [0-9]{{1,4}} (?![\w%]|[.,][0-9]|[ ](?:million|billion
            |percent|per[ ]cent)) ){{0,4}}
    | (?<!\w) (?i:call|calls|calling|dial|dialled|dialed|phone|phoned|phoning
        |text) [ ]{{1,2}} \+? [0-9]{{3,}} (?:[ -][0-9]{{3,}}){{0,4}} (?![\w%]|[,.][0-9]|[ ][a-z]{{2,14}}s\b)
    | \[ [0-9]{{1,3}} \]
    | \( [0-9]{{1,3}} \)
    | (?<![\w.:]) [0-2][0-9][0-5][0-9] [ ] (?:UTC|GMT|hours|hrs|local[ ]time|[ECMP][SD]T)
    | (?<![\w.,]) [0-9]{{1,4}} [ ]? (?:BCE?|CE|AD|[Bb]\.[ ]?[Cc]\.(?:[ ]?[Ee]\.)?|[Cc]\.[ ]?[Ee]\.|A\.D\.)(?!\w)
    | (?<![\w.:]) 12 [ ] (?:noon|midnight|midday)(?!\w)
    | (?<!\w) (?:AD|A\.D\.) [ ] [0-9]{{1,4}} (?!\w)
    | (?m:^)[ \t]*+[0-9]{{1,3}}[.)][ \t\u00a0](?=\S)
    | [#№§¶] [ ]? [0-9]++ (?:[.,-][0-9]++)*+
    | (?<![\w.,-]) [0-9]{{1,5}}[A-Za-z]? [ ] (?:[A-Z][\w.'’-]{{0,20}}[ ]){{1,3}} (?:{_STREET}) (?!\w)
    | (?<![\w]) (?:[A-Z]{{1,2}}[0-9][0-9A-Z]?[ ][0-9][A-Z]{{2}}|[A-Z]{{2}}[ ][0-9]{{5}}(?:-[0-9]{{4}})?) (?![\w])
    | (?<![\w]) [0-9]{{1,3}} ° [ ]? (?:[0-9]|[NSEW](?!\w))[0-9.′'’″" NSEW]{{0,16}}
    | (?<![\w]) (?:FY|fy|FY[ ]|[Ff]iscal[ ](?:year[ ])?|[Qq][1-4][ ])(?:{_YEAR}
        |[0-9]{{2}}) (?:[-/][0-9]{{2,4}})? (?![\w])
    """,
    regex.VERBOSE,
)
_WORD_MASK = regex.compile(
    rf"""
      {_PART_OF_A_PERIOD}
    | (?<![\w]) (?i:room|chapter|section|article|page|number|phase|type|grade|platform|gate|act|stage
          |level|round|category|tier) [ ] (?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven
          |twelve) (?!\w)
    | (?<![\w]) (?:twenty|nineteen|eighteen|seventeen|sixteen) [ -] (?:(?:twenty|thirty|forty|fifty
        |sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|oh[ -](?:one
        |two|three|four|five|six|seven|eight|nine)|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen
        |seventeen|eighteen|nineteen) (?![\w]|[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth
        |ninth|th|thirds|fourths|fifths|sixths|sevenths|eighths|ninths|tenths|hundred|thousand|million))
    """,
    regex.VERBOSE,
)
_PERIOD_STARTS: Final = word_set("first last final opening closing")
#: The words that a match of `_MASK` may begin with, in lower case; others have at most two letters, or none.
_MASK_STARTS: Final = (
    _PERIOD_STARTS
    | {label + plural for label in _LABELS.replace(" ", "").split("|") for plural in ("", "s")}
    | word_set(
        """
        january february march april may june july august september october november december jan feb mar apr jun jul
        aug sep sept oct nov dec spring summer autumn fall winter christmas easter on since until by of in from and
        before after point points call calls calling dial dialled dialed phone phoned phoning text fiscal
        """
    )
)
#: The same for `_WORD_MASK`, which has none so short.
_WORD_MASK_STARTS: Final = _PERIOD_STARTS | word_set(
    "room chapter section article page number phase type grade platform gate act stage level round category tier "
    "twenty nineteen eighteen seventeen sixteen"
)
_SHORT = 2
_WORD_START = regex.compile(r"(?<![\w])[\w+(#№§¶'’]")
_BACK = 26


class Masks:
    """The stretches of one text whose digits are no quantities.

    Patterns are tried only where a numeral or number word stands, and at the few words before it, so the
    work grows with the number of tokens.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for token in tokens:
            if self._ends and token.start < self._ends[-1]:
                continue
            if token.role == "num" and token.grouped:
                continue
            if token.role == "num":
                pattern, starts = _MASK, _MASK_STARTS
            elif token.role in ("unit", "teen", "tens"):
                pattern, starts = _WORD_MASK, _WORD_MASK_STARTS
            else:
                continue
            self._mask(text, token.start, pattern, starts)

    def _mask(self, text: str, start: int, pattern: regex.Pattern[str], starts: frozenset[str]) -> None:
        floor = max(self._ends[-1] if self._ends else 0, start - _BACK)
        places = [match.start() for match in _WORD_START.finditer(text, floor, start)][-3:]
        for place in (*places, start):
            word = word_after(text, place)
            if len(word) > _SHORT and word.lower() not in starts:
                continue
            match = pattern.match(text, place)
            if match is not None and match.end() > start:
                self._starts.append(match.start())
                self._ends.append(match.end())
                return

    def covers(self, start: int, end: int) -> bool:
        """Whether `start` to `end` meets a masked stretch."""
        at = bisect_right(self._starts, start) - 1
        if at >= 0 and self._ends[at] > start:
            return True
        return at + 1 < len(self._starts) and self._starts[at + 1] < end
