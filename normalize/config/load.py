"""Where option values come from, low to high: defaults, user file, project file, environment, flags."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalize.config.near import hint
from normalize.config.options import Config, Option, all_options, build
from normalize.config.toml import TomlFile, read_toml
from normalize.errors import UsageError

PROJECT_FILE = "normalize.toml"
SHARED_FILE = "pyproject.toml"
SHARED_TABLE = ("tool", "normalize")
#: Variables with the prefix that are no options: where downloads are kept must be known before any file is read.
OTHER_VARIABLES = frozenset(["NORMALIZE_CACHE", "NORMALIZE_CHROMIUM"])
TRUE = frozenset(["1", "true", "yes", "on"])
FALSE = frozenset(["0", "false", "no", "off"])
WANTED = {bool: "true or false", int: "a whole number", str: "text in quotation marks", tuple: "a list of texts"}


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it was set."""

    option: Option
    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A value from the command line; `written` is the flag as the user typed it."""

    value: Any
    written: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """The configuration of a call, with the origin of each value."""

    config: Config
    settings: tuple[Setting, ...]


def load_config(
    flags: Mapping[str, Flag] | None = None,
    *,
    file: Path | None = None,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Loaded:
    """The configuration for a call from `folder` (default: the working folder).

    `flags` maps dotted option names to what the command line says. `file` takes the place of the project file
    found from `folder` upwards. Raises UsageError for an unknown key, a wrong type or an unreadable file.
    """
    environment = os.environ if environment is None else environment
    options = {option.name: option for option in all_options()}
    settings = {name: Setting(option, option.default, "default") for name, option in options.items()}
    for layer in (
        _user_layer(options),
        _file_layer(file, options) if file else _project_layer(folder or Path.cwd(), options),
        _environment_layer(environment, options),
        _flag_layer(flags or {}, options),
    ):
        settings.update({setting.option.name: setting for setting in layer})
    config = build({name: setting.value for name, setting in settings.items()})
    return Loaded(config, tuple(settings.values()))


def user_file() -> Path:
    """The user's own configuration file, whether it exists or not."""
    from platformdirs import user_config_path

    return user_config_path("normalize", appauthor=False) / "config.toml"


def project_file(folder: Path) -> tuple[TomlFile, tuple[str, ...]] | None:
    """The nearest project file from `folder` upwards and the table in it; `normalize.toml` goes first in a folder."""
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        if (place / PROJECT_FILE).is_file():
            return read_toml(place / PROJECT_FILE), ()
        if (place / SHARED_FILE).is_file():
            shared = read_toml(place / SHARED_FILE)
            if shared.table(*SHARED_TABLE) is not None:
                return shared, SHARED_TABLE
    return None


def _user_layer(options: Mapping[str, Option]) -> Iterator[Setting]:
    path = user_file()
    if path.is_file():
        yield from _settings(read_toml(path), (), options)


def _project_layer(folder: Path, options: Mapping[str, Option]) -> Iterator[Setting]:
    found = project_file(folder)
    if found is not None:
        yield from _settings(*found, options)


def _file_layer(path: Path, options: Mapping[str, Option]) -> Iterator[Setting]:
    if not path.is_file():
        raise UsageError(f"{path}: there is no such configuration file; check the path after --config")
    read = read_toml(path)
    yield from _settings(read, SHARED_TABLE if path.name == SHARED_FILE else (), options)


def _settings(file: TomlFile, table: tuple[str, ...], options: Mapping[str, Option]) -> Iterator[Setting]:
    for path, value in _flattened(file.table(*table) or {}, (), options):
        name = ".".join(path)
        place = f"{file.shown}, line {file.line(*table, *path)}"
        option = options.get(name)
        if option is None:
            raise UsageError(f'{place}: unknown key "{name}".{hint(name, options) or _known(options)}')
        if isinstance(value, list) and option.kind is tuple:
            value = tuple(value)
        _check(option, value, place)
        if option.path and value:
            value = str(file.path.parent / Path(value).expanduser())
        yield Setting(option, value, place)


def _flattened(
    table: Mapping[str, Any], above: tuple[str, ...], options: Mapping[str, Option]
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The values of a table with the paths of their keys; tables that hold options are entered."""
    for key, value in table.items():
        path = (*above, key)
        inner = ".".join(path) + "."
        if isinstance(value, dict) and any(name.startswith(inner) for name in options):
            yield from _flattened(value, path, options)
        else:
            yield path, value


def _known(options: Mapping[str, Option]) -> str:
    return f" The keys are {', '.join(options)}."


def _environment_layer(environment: Mapping[str, str], options: Mapping[str, Option]) -> Iterator[Setting]:
    variables = {option.variable: option for option in options.values()}
    for variable in sorted(environment):
        if not variable.startswith("NORMALIZE_") or variable in OTHER_VARIABLES:
            continue
        option = variables.get(variable)
        if option is None:
            known = hint(variable, variables) or f" The variables are {', '.join(variables)}."
            raise UsageError(f'unknown environment variable "{variable}".{known}')
        place = f"environment variable {variable}"
        value = _parsed(option, environment[variable])
        _check(option, value, place)
        yield Setting(option, value, variable)


def _flag_layer(flags: Mapping[str, Flag], options: Mapping[str, Option]) -> Iterator[Setting]:
    for name, flag in flags.items():
        _check(options[name], flag.value, flag.written)
        yield Setting(options[name], flag.value, flag.written)


def _parsed(option: Option, text: str) -> Any:
    """A value from the text of an environment variable; text that does not fit stays text, for `_check` to refuse."""
    word = text.strip()
    if option.kind is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if option.kind is bool and word.casefold() in TRUE | FALSE:
        return word.casefold() in TRUE
    if option.kind is int:
        try:
            return int(word)
        except ValueError:
            return text
    return text


def _check(option: Option, value: Any, place: str) -> None:
    """Raise UsageError, naming `place`, unless `value` is of the option's type and within its limits."""
    fits = isinstance(value, option.kind) and not (option.kind is int and isinstance(value, bool))
    if fits and option.kind is tuple:
        fits = all(isinstance(part, str) for part in value)
    if fits and option.choices:
        _check_choice(option, value, place)
    if not fits or not option.admits(value):
        shown = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else value
        raise UsageError(f"{place}: {option.name} must be {WANTED[option.kind]}{option.limits}, not {shown}")


def _check_choice(option: Option, value: Any, place: str) -> None:
    """Raise UsageError, naming `place`, unless `value`, or each of its parts, is one of the option's choices."""
    many = option.kind is tuple
    for part in value if many else (value,):
        if part not in option.choices:
            known = ", ".join(f'"{choice}"' for choice in option.choices)
            one = "each be one of" if many else "be one of"
            raise UsageError(f'{place}: {option.name} must {one} {known}, not "{part}".{hint(part, option.choices)}')
