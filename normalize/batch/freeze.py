"""Values of ours as bytes and back: what is read from disk can become nothing but such values.

The form is that of `pickle`, which keeps shared parts shared and needs no schema, with a reader that knows only frozen
dataclasses, records of msgspec and enumerations of the packages in `_OURS` and a few types of the standard library.
Bytes that ask for anything else (a function to call, say) are refused, so a file that somebody else wrote can do no
harm. A dataclass is written as a call of its class: that is half the work of its own way through a list of its fields,
and what is read goes through the checks of its construction.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_OURS = ("model", "claims", "figures", "ingest", "pipeline", "report", "batch")
_STANDARD = frozenset(
    {
        ("builtins", "frozenset"),
        ("decimal", "Decimal"),
        ("datetime", "date"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("fractions", "Fraction"),
        ("pathlib", "PurePosixPath"),
    }
)
_DIGEST = 16
#: Entries are small; a few bytes that unpack to gigabytes are no entry of ours.
_LARGEST = 2**30


class DamagedError(ValueError):
    """Bytes that are not what `freeze` made."""


def freeze(value: object) -> bytes:
    """`value` as bytes with a checksum, packed."""
    import zstandard

    plain = io.BytesIO()
    pickler = pickle.Pickler(plain, protocol=5)
    pickler.dispatch_table = _FORMS
    pickler.dump(value)
    data = zstandard.ZstdCompressor(level=1).compress(plain.getbuffer())
    return _digest(data) + data


def thaw(data: bytes, kind: type[T]) -> T:
    """The value of type `kind` that `freeze` made bytes of. Raises DamagedError for anything else."""
    digest, body = data[:_DIGEST], data[_DIGEST:]
    if digest != _digest(body):
        raise DamagedError("the checksum does not fit")
    try:
        import zstandard

        # An unknown size is the largest number of all.
        if zstandard.get_frame_parameters(body).content_size > _LARGEST:
            raise DamagedError("too large")
        plain = zstandard.ZstdDecompressor().decompress(body)
        value = _Reader(io.BytesIO(plain)).load()
    except Exception as error:
        # Whatever a mangled pickle raises: it is no error of the program but a file that cannot be used.
        raise DamagedError(str(error)) from error
    if not isinstance(value, kind):
        raise DamagedError(f"a {type(value).__name__} instead of a {kind.__name__}")
    return value


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()[:_DIGEST]


class _Reader(pickle.Unpickler):
    """Knows our values and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """The class that the bytes name. Raises DamagedError when it is not one of our values."""
        if (module, name) in _STANDARD:
            return super().find_class(module, name)
        package, _, rest = module.partition(".")
        if package == "normalize" and rest.split(".")[0] in _OURS and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and _is_value(found):
                return found
        raise DamagedError(f"{module}.{name} is no value of ours")


def _is_value(found: type) -> bool:
    return issubclass(found, Enum) or _is_frozen(found) or _is_struct(found)


def _is_struct(found: type) -> bool:
    """Whether values of a class are records of msgspec, which write themselves as a call of their class."""
    return issubclass(found, msgspec.Struct) and found.__struct_config__.frozen


def _is_frozen(found: type) -> bool:
    return is_dataclass(found) and bool(found.__dataclass_params__.frozen)  # type: ignore[attr-defined] # not typed


_Form = Callable[[Any], tuple[type, tuple[Any, ...]]]


class _Forms(dict[type, _Form]):
    """How values of a class are written, worked out when the first is met; other classes than ours have their own."""

    def __missing__(self, kind: type) -> _Form:
        if not _is_frozen(kind):
            raise KeyError(kind)
        form = self[kind] = _form(kind)
        return form


def _form(kind: type) -> _Form:
    """A call of the class with its fields, but for those that it works out itself."""
    names = [field.name for field in fields(kind) if field.init]
    if not names:
        return lambda value: (kind, ())
    values = attrgetter(*names)
    if len(names) == 1:
        return lambda value: (kind, (values(value),))
    return lambda value: (kind, values(value))


_FORMS = _Forms()
