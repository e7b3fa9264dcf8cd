"""Numbers for words, by which rows of a table are found: the two hashes that the network's first layer was trained with.

MurmurHash64A and MurmurHash3 x64-128 by Austin Appleby, in the public domain (https://github.com/aappleby/smhasher). spaCy's
models name words and rows by them; written here, reading needs neither its loading time nor its memory.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["row_numbers", "string_number"]

_M64 = 0xFFFFFFFFFFFFFFFF


def string_number(text: str) -> int:
    """MurmurHash64A of a string in UTF-8, with the seed 1; 0 for the empty string.

    >>> string_number("coffee")
    3197928453018144401
    """
    if not text:
        return 0
    data = text.encode()
    times = 0xC6A4A7935BD1E995
    value = 1 ^ (len(data) * times & _M64)
    whole = len(data) & ~7
    for place in range(0, whole, 8):
        part = int.from_bytes(data[place : place + 8], "little") * times & _M64
        part = (part ^ part >> 47) * times & _M64
        value = (value ^ part) * times & _M64
    if whole < len(data):
        value = (value ^ int.from_bytes(data[whole:], "little")) * times & _M64
    value = (value ^ value >> 47) * times & _M64
    return value ^ value >> 47


def row_numbers(numbers: NDArray[np.uint64], seed: int) -> NDArray[np.uint64]:
    """MurmurHash3 x64-128 of each number as eight bytes: its 128 bits as four numbers of 32, [n] to [n, 4].

    >>> row_numbers(np.array([1], np.uint64), 8).tolist()
    [[1161550108, 2247783286, 1742325162, 1224191281]]
    """
    first = numbers * np.uint64(0x87C37B91114253D5)
    first = (first << np.uint64(31)) | (first >> np.uint64(33))
    first = (first * np.uint64(0x4CF5AD432745937F)) ^ np.uint64(seed ^ 8)
    second = np.full_like(first, seed ^ 8)
    first = first + second
    second = second + first
    first, second = _mixed(first), _mixed(second)
    first = first + second
    second = second + first
    low, high = np.uint64(0xFFFFFFFF), np.uint64(32)
    return np.stack([first & low, first >> high, second & low, second >> high], axis=1)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    values = (values ^ values >> np.uint64(33)) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ values >> np.uint64(33)) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ values >> np.uint64(33)
