"""The seal: opens what it sealed, where it was sealed, and nothing else."""

from __future__ import annotations

import pytest
from hubwright.domain.errors import Broken
from hubwright.storage.sealing import KeySealer, plain_code
from hypothesis import given
from hypothesis import strategies as st

SEALER = KeySealer("a secret for tests only, long enough to be one")


@given(plain=st.binary(max_size=200), context=st.binary(max_size=40))
def test_what_was_sealed_opens_in_its_place(plain: bytes, context: bytes) -> None:
    sealed = SEALER.seal(plain, context)
    assert SEALER.open(sealed, SEALER.key_id, context) == plain
    with pytest.raises(Broken):
        SEALER.open(sealed, SEALER.key_id, context + b"x")


@given(data=st.data())
def test_one_changed_byte_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(SEALER.seal(b"Robin Example", b"here"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Broken):
        SEALER.open(bytes(sealed), SEALER.key_id, b"here")


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(12), bytes(28)])
def test_what_was_never_sealed_is_broken(sealed: bytes) -> None:
    with pytest.raises(Broken):
        SEALER.open(sealed, SEALER.key_id, b"here")
    with pytest.raises(Broken):
        SEALER.open_under_code("code", sealed, b"here")


def test_the_same_words_never_look_the_same() -> None:
    assert SEALER.seal(b"yes", b"here") != SEALER.seal(b"yes", b"here")


def test_a_new_key_opens_what_the_older_one_sealed() -> None:
    sealed = SEALER.seal(b"words", b"here")
    newer = KeySealer(
        "another secret, also long enough to be one", older=["a secret for tests only, long enough to be one"]
    )
    assert newer.key_id != SEALER.key_id
    assert newer.open(sealed, SEALER.key_id, b"here") == b"words"
    with pytest.raises(Broken, match="earlier secret key"):
        SEALER.open(newer.seal(b"words", b"here"), newer.key_id, b"here")


@given(code=st.text(max_size=30), other=st.text(max_size=30))
def test_a_code_opens_its_own_and_no_other(code: str, other: str) -> None:
    sealed = SEALER.seal_under_code(code, b"words", b"here")
    if plain_code(code) == plain_code(other):
        assert SEALER.open_under_code(other, sealed, b"here") == b"words"
        assert SEALER.lookup_of(code) == SEALER.lookup_of(other)
    else:
        with pytest.raises(Broken):
            SEALER.open_under_code(other, sealed, b"here")
        assert SEALER.lookup_of(code) != SEALER.lookup_of(other)


def test_a_digest_is_keyed_and_has_one_purpose() -> None:
    assert SEALER.digest(b"x", "a") == SEALER.digest(b"x", "a")
    assert SEALER.digest(b"x", "a") != SEALER.digest(b"x", "b")
    assert SEALER.digest(b"x", "a") != KeySealer("z" * 40).digest(b"x", "a")


def test_a_sealer_does_not_show_its_secret() -> None:
    assert "secret" not in repr(SEALER)
