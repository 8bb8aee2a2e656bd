"""The detail of a purge entry names one content, whatever the file was called."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.purging import detail_of, purged_in

NAME, OTHER = sha256(b"a").hexdigest(), sha256(b"b").hexdigest()


def test_that_the_detail_keeps_name_size_and_hash():
    assert detail_of("設定値.pdf", 1234, NAME) == f"設定値.pdf (1234 bytes) SHA-256 {NAME}"
    assert detail_of("", 0, NAME) == f"(0 bytes) SHA-256 {NAME}"
    assert detail_of("a\nb.pdf", 1, NAME).splitlines() == [f"a b.pdf (1 bytes) SHA-256 {NAME}"]


@given(st.lists(st.one_of(st.text(max_size=5), st.sampled_from([OTHER, ".", "-", "_"])), max_size=8))
def test_that_a_file_named_like_a_hash_does_not_purge_what_has_that_hash(parts: list[str]):
    assert purged_in(detail_of("".join(parts), 1, NAME)) == {NAME}
