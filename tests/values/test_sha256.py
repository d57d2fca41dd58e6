"""The interpreter's own SHA-256 and hashlib's are one; without need OpenSSL is not loaded."""

from __future__ import annotations

import hashlib
import subprocess
import sys

from compiler.values.sha256 import sha256

# FIPS 180-4, the example of one block: "abc".
OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
ASKED = """
import sys
from compiler.values.sha256 import sha256
more = sha256(b"a")
more.update(b"bc")
print(sha256(b"abc").hexdigest(), more.digest().hex(), "hashlib" in sys.modules)
"""


def test_without_hashlib() -> None:
    said = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert said.stdout.split() == [OF_ABC, OF_ABC, "False"]


def test_where_much_is_hashed_it_is_loaded() -> None:
    """One report keeps below it; of many the hashes are those of OpenSSL from then on."""
    many = """
import sys
from compiler.values.sha256 import sha256
for _ in range(8):
    print(sha256(bytes(400_000)).hexdigest(), "hashlib" in sys.modules)
"""
    said = subprocess.run([sys.executable, "-c", many], capture_output=True, text=True, check=True)
    rows = [line.split() for line in said.stdout.splitlines()]
    assert {digest for digest, _ in rows} == {hashlib.sha256(bytes(400_000)).hexdigest()}
    assert [loaded for _, loaded in rows] == ["False"] * 5 + ["True"] * 3


def test_where_hashlib_is_loaded_it_is_asked() -> None:
    assert type(sha256(b"abc")) is type(hashlib.sha256())
    assert sha256(b"abc").hexdigest() == OF_ABC


def test_where_the_interpreter_has_none_of_its_own() -> None:
    without = "import sys; sys.modules.update(_sha2=None, _sha256=None)" + ASKED
    said = subprocess.run(
        [sys.executable, "-c", without], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == [OF_ABC, OF_ABC, "True"]
