"""The digests of the package: SHA-256, and SM3 (GB/T 32905-2016), which DA/T 97-2023 names.

SM3 is OpenSSL's where Python was built with it; else the standard's own steps, some thousand
times slower: a second for half a megabyte.
"""

from __future__ import annotations

import hashlib

_WORD = 0xFFFFFFFF
# 4.1: the initial value.
_START = (
    0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E,
)  # fmt: skip


def sm3(data: bytes) -> str:
    """The digest in 64 hexadecimal digits."""
    try:
        return hashlib.new("sm3", data).hexdigest()
    except ValueError:  # not in this OpenSSL
        return pure_sm3(data)


def pure_sm3(data: bytes) -> str:
    """The same without OpenSSL."""
    # 5.2: a one, zeros, the length in bits, to a multiple of 512 bits.
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + (len(data) * 8).to_bytes(8, "big")
    state: tuple[int, ...] = _START
    for start in range(0, len(padded), 64):
        state = _compressed(state, padded[start : start + 64])
    return "".join(f"{word:08x}" for word in state)


def _turned(word: int, places: int) -> int:
    places %= 32
    return ((word << places) | (word >> (32 - places))) & _WORD


# 4.2: the constant of each round, already turned as 5.3.3 wants it.
_ROUND = [_turned(0x79CC4519 if j < 16 else 0x7A879D8A, j) for j in range(64)]


def _expanded(block: bytes) -> list[int]:
    """5.3.2: 16 words of the message become 68."""
    words = [int.from_bytes(block[n : n + 4], "big") for n in range(0, 64, 4)]
    for j in range(16, 68):
        x = words[j - 16] ^ words[j - 9] ^ _turned(words[j - 3], 15)
        x ^= _turned(x, 15) ^ _turned(x, 23)
        words.append(x ^ _turned(words[j - 13], 7) ^ words[j - 6])
    return words


def _compressed(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    """5.3.3: one block into the state, in the letters of the standard."""
    w = _expanded(block)
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        twelve = _turned(a, 12)
        ss1 = _turned((twelve + e + _ROUND[j]) & _WORD, 7)
        if j < 16:
            ff, gg = a ^ b ^ c, e ^ f ^ g
        else:
            ff, gg = (a & b) | (a & c) | (b & c), (e & f) | (~e & g)
        tt1 = (ff + d + (ss1 ^ twelve) + (w[j] ^ w[j + 4])) & _WORD
        tt2 = (gg + h + ss1 + w[j]) & _WORD
        a, b, c, d = tt1, a, _turned(b, 9), c
        e, f, g, h = tt2 ^ _turned(tt2, 9) ^ _turned(tt2, 17), e, _turned(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h), strict=True))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
