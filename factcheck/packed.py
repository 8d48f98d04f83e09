"""A large mapping in, one that is read piece by piece out: a draft names a few of half a million forms."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar
from zlib import crc32

V = TypeVar("V")

SMALL = 20_000
"""Entries up to which all at once is quicker than piece by piece."""
_TOGETHER = 8
"""Entries of a piece, on average."""


class Packed(Mapping[str, V]):
    """Values by key, in pieces that stay pickled until one of their keys is asked for. The order of the keys is kept."""

    __slots__ = ("_keys", "_open", "_pieces", "_size")

    def __init__(self, content: Mapping[str, V]) -> None:
        pieces: list[dict[str, V]] = [{} for _ in range(len(content) // _TOGETHER + 1)]
        for key, value in content.items():
            pieces[_place(key, len(pieces))][key] = value
        self._pieces = tuple(pickle.dumps(piece, pickle.HIGHEST_PROTOCOL) for piece in pieces)
        self._keys = pickle.dumps(tuple(content), pickle.HIGHEST_PROTOCOL)
        self._size = len(content)
        self._open: dict[int, dict[str, V]] = {}

    def __getitem__(self, key: str) -> V:
        place = _place(key, len(self._pieces))
        piece = self._open.get(place)
        if piece is None:
            piece = self._open[place] = pickle.loads(self._pieces[place])
        return piece[key]

    def __iter__(self) -> Iterator[str]:
        yield from pickle.loads(self._keys)

    def __len__(self) -> int:
        return self._size

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._pieces, self._keys, self._size)


def _place(key: str, pieces: int) -> int:
    """The same in every process, as `hash` is not. None may be asked for (a speaker whom nobody knows): it is no key."""
    return crc32(str(key).encode("utf-8", "surrogatepass")) % pieces


def _again(pieces: tuple[bytes, ...], keys: bytes, size: int) -> Packed[Any]:
    made: Packed[Any] = Packed.__new__(Packed)
    made._pieces, made._keys, made._size, made._open = pieces, keys, size, {}
    return made


def pack(content: Mapping[str, V]) -> Mapping[str, V]:
    """The mapping itself where it is small."""
    return content if len(content) <= SMALL else Packed(content)
