"""Every option of a run: its default, its meaning and its limits stand here and nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields, is_dataclass
from typing import Any, get_type_hints


def _option(
    default: Any,
    about: str,
    *,
    low: int | None = None,
    high: int | None = None,
    choices: tuple[str, ...] = (),
    path: bool = False,
    changes_result: bool = True,
) -> Any:
    """A field of the configuration.

    `low`, `high`: its least and greatest value; `choices`: all its values; `path`: a file gives it from its own folder.
    """
    about_it = {"about": about, "low": low, "high": high, "choices": choices, "path": path}
    return field(default=default, metadata={**about_it, "changes_result": changes_result})


#: House styles that the rules about figures know; empty: the document's own majority.
HOUSE_STYLES = ("", "ap", "chicago", "guardian", "economist", "si", "custom")
#: Forms that a house may ask for, by the rule that holds them.
_FORMS = {
    "percent-form": ("%", "percent", "per cent", "pc"),
    "space-before-percent": ("closed", "spaced"),
    "percent-range-sign": ("once", "twice"),
    "scale-word": ("word", "letter"),
    "scale-space": ("closed", "spaced"),
    "cents-form": ("p", "pence", "£"),
    "digit-grouping": ("comma", "thin-space", "indian"),
    "four-digit-grouping": ("comma", "thin-space", "none"),
    "leading-zero": ("zero", "bare"),
    "minus-sign": ("minus", "hyphen", "en-dash"),
    "range-dash": ("en-dash", "hyphen"),
    "unit-spelling": ("British", "American"),
    "unit-space": ("spaced", "closed"),
    "clock-time": ("pm", "p.m.", "PM"),
    "small-number": ("words",),
    "date-order": ("day-month", "month-day", "month-ordinal"),
    "decade": ("plain",),
    "scale-hyphen": ("open", "hyphen"),
    "fraction-hyphen": ("hyphen", "open"),
    "fraction-form": ("word", "numeral"),
}
HOUSE_FORMS = tuple(f"{topic}={form}" for topic, forms in _FORMS.items() for form in forms)


@dataclass(frozen=True, slots=True)
class GrammarConfig:
    """How LanguageTool is reached. `url` is a server of the user's own; else one is started on loopback."""

    enabled: bool = _option(default=True, about="check grammar with LanguageTool")
    url: str = _option("", "address of a LanguageTool server of your own; empty: one is started for the run")
    heap_mb: int = _option(
        1024, "most memory of the started server, in megabytes (2^20 bytes)", low=256, changes_result=False
    )
    require: bool = _option(
        default=False, about="stop when grammar cannot be checked, instead of going on without", changes_result=False
    )


@dataclass(frozen=True, slots=True)
class JudgeConfig:
    """A language model that is asked about conflicts that were found. Off unless `url` and `model` are set."""

    url: str = _option("", "address of an OpenAI-compatible API, such as http://localhost:11434/v1; empty: no judge")
    model: str = _option("", "name of the model that judges")
    api_key_env: str = _option("", "environment variable that holds the API key; empty: none", changes_result=False)
    timeout_s: int = _option(30, "longest wait for an answer, in seconds", low=1, high=3600, changes_result=False)
    max_candidates: int = _option(50, "most conflicts of a run that are put to the judge", low=0)


@dataclass(frozen=True, slots=True)
class Config:
    """Options of a run; the defaults stand here and nowhere else."""

    language: str = _option("en", "language of the articles, as a BCP 47 tag")
    apply_safe: bool = _option(default=True, about="write safe repairs; false turns every repair into a suggestion")
    disable: tuple[str, ...] = _option((), "ids of rules to switch off")
    house_style: str = _option(
        "",
        "form of figures: ap, chicago, guardian, economist, si, or custom for `house_forms` alone; empty: the "
        "document's own majority",
        choices=HOUSE_STYLES,
    )
    house_forms: tuple[str, ...] = _option(
        (),
        "forms of your own, such as `clock-time=pm` or `range-dash=en-dash`; they go before the house style",
        choices=HOUSE_FORMS,
    )
    max_bytes: int = _option(20_000_000, "largest article that is read, in bytes", low=1)
    text_column: str = _option(
        "", "column of JSON Lines, CSV and Parquet that holds the article; empty: text, body, content or article"
    )
    id_column: str = _option("", "column that names the article; empty: id or url, else its number")
    tracked_changes: bool = _option(default=False, about="write repairs into Word files as tracked changes")
    facts: str = _option(
        "", "file with your facts and names; empty: facts.yaml beside the articles", path=True, changes_result=False
    )
    out: str = _option("out", "folder that runs are written into", path=True, changes_result=False)
    ledger: str = _option(
        "",
        "database of people's decisions, sqlite:///file or postgresql+psycopg://user@host/name; empty: a file beside "
        "the run",
        changes_result=False,
    )
    jobs: int = _option(
        0, "processes that work at the same time; 0: one for each core", low=0, high=1024, changes_result=False
    )
    engine: str = _option(
        "local",
        "what does the work: `local`, processes on this machine, or `ray`, a Ray cluster",
        choices=("local", "ray"),
        changes_result=False,
    )
    ray_address: str = _option(
        "", "address of the Ray cluster, such as head:6379 or auto; empty: one on this machine", changes_result=False
    )
    document_timeout_s: int = _option(
        120,
        "longest work on one document, in seconds; it is then set aside; 0: no limit",
        low=0,
        high=1_000_000,
        changes_result=False,
    )
    cache_results: bool = _option(
        default=True, about="keep results between runs, so that only what changed is done again", changes_result=False
    )
    cache_mb: int = _option(
        4096, "largest size of these results, in megabytes (2^20 bytes)", low=1, changes_result=False
    )
    grammar: GrammarConfig = field(default_factory=GrammarConfig)
    judge: JudgeConfig = field(default_factory=JudgeConfig)

    @property
    def fingerprint(self) -> str:
        """Short hash of every option that can change a result, for reports and caches."""
        told = [(option.name, option.of(self)) for option in all_options() if option.changes_result]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Option:
    """One option by its dotted name, `grammar.heap_mb` say."""

    name: str
    kind: type
    default: Any
    about: str
    low: int | None
    high: int | None
    choices: tuple[str, ...]
    path: bool
    changes_result: bool

    @property
    def variable(self) -> str:
        """Its environment variable."""
        return "NORMALIZE_" + self.name.upper().replace(".", "_")

    @property
    def limits(self) -> str:
        """The limits of its value in words, with a space before them; empty when it has none."""
        if self.low is not None and self.high is not None:
            return f" from {self.low} to {self.high}"
        return f" of at least {self.low}" if self.low is not None else ""

    def admits(self, value: Any) -> bool:
        """Whether a value of its kind is within its limits and, it or each of its parts, among its choices."""
        if (self.low is not None and value < self.low) or (self.high is not None and value > self.high):
            return False
        return not self.choices or set(value if self.kind is tuple else (value,)) <= set(self.choices)

    def of(self, config: Config) -> Any:
        """Its value in `config`."""
        value: Any = config
        for part in self.name.split("."):
            value = getattr(value, part)
        return value


def all_options() -> tuple[Option, ...]:
    """Every option, in the order of their declaration."""
    return tuple(_walk(Config, ""))


def build(values: dict[str, Any]) -> Config:
    """The configuration in which the options named in `values` (dotted names) have those values."""
    nested: dict[str, dict[str, Any]] = {}
    plain: dict[str, Any] = {}
    for name, value in values.items():
        table, _, key = name.rpartition(".")
        if table:
            nested.setdefault(table, {})[key] = value
        else:
            plain[key] = value
    return Config(
        **plain,
        grammar=GrammarConfig(**nested.get("grammar", {})),
        judge=JudgeConfig(**nested.get("judge", {})),
    )


def _walk(holder: type, prefix: str) -> Iterator[Option]:
    kinds = get_type_hints(holder)
    for one in fields(holder):
        kind = kinds[one.name]
        if is_dataclass(kind):
            assert isinstance(kind, type)
            yield from _walk(kind, f"{prefix}{one.name}.")
        else:
            yield _declared(one, kind, prefix)


def _declared(one: Field[Any], kind: Any, prefix: str) -> Option:
    return Option(
        name=prefix + one.name,
        kind=tuple if kind == tuple[str, ...] else kind,
        default=one.default,
        about=one.metadata["about"],
        low=one.metadata["low"],
        high=one.metadata["high"],
        choices=one.metadata["choices"],
        path=one.metadata["path"],
        changes_result=one.metadata["changes_result"],
    )
