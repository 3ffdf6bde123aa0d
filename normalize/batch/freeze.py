"""Values of ours as bytes and back: what is read from disk can become nothing but such values.

The form is that of `pickle`, which keeps shared parts shared and needs no schema, with a reader that knows only frozen
dataclasses and enumerations of the packages in `_OURS` and a few types of the standard library. Bytes that ask for
anything else (a function to call, say) are refused, so a file that somebody else wrote can do no harm.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import zlib
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, TypeVar

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
    data = zlib.compress(pickle.dumps(value, protocol=5), 1)
    return _digest(data) + data


def thaw(data: bytes, kind: type[T]) -> T:
    """The value of type `kind` that `freeze` made bytes of. Raises DamagedError for anything else."""
    digest, body = data[:_DIGEST], data[_DIGEST:]
    if digest != _digest(body):
        raise DamagedError("the checksum does not fit")
    try:
        unpack = zlib.decompressobj()
        plain = unpack.decompress(body, _LARGEST)
        if unpack.unconsumed_tail:
            raise DamagedError("too large")
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
    if issubclass(found, Enum):
        return True
    return is_dataclass(found) and bool(found.__dataclass_params__.frozen)  # type: ignore[attr-defined] # not typed
