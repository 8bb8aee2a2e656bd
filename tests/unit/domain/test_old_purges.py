"""What an entry of rule 1 purged is read from its detail, whatever the file was called."""

from hashlib import sha256

from assessor.domain.facts import PurgedThing
from assessor.domain.purging import purged_in

NAME, OTHER = sha256(b"a").hexdigest(), sha256(b"b").hexdigest()


def test_that_every_hash_in_an_old_detail_is_purged_once():
    told = f"設定値.pdf (1234 bytes) SHA-256 {NAME} {OTHER[:40]} {OTHER} {NAME}"
    assert purged_in(told) == (PurgedThing(NAME), PurgedThing(OTHER))
    assert purged_in(f"x{NAME}") == ()
