"""Taking a sign-off into the outbox: what a person waits for, and so in as few steps of Python as it can be.

Everything else that writes is in `records`. What a new row always holds stands in the statement, not in parameters.
"""

from datetime import datetime
from functools import lru_cache

from desktop_app.domain.delivery import Delivery
from desktop_app.domain.origin import origin
from desktop_app.domain.signoff import SignOff

from .blobs import PAYLOAD_LABEL, pack_signoff
from .cipher import Cipher
from .connection import Connection
from .records import NEXT_SEQ
from .rows import key_of_new, to_us

_origin = lru_cache(maxsize=4)(origin)  # of API URLs alone: one or two in the life of a process
_ROW = (
    "INSERT INTO deliveries(seq, key, grp, head, state, signed_us, changed_us, origin, size_bytes, sha256, amends)"  # noqa: S608 - constants
    f" VALUES ({NEXT_SEQ}, ?, ?, NOT EXISTS (SELECT 1 FROM deliveries WHERE grp = ? AND head = 1), 'waiting',"
    " ?, ?, ?, ?, ?, ?)"
)
_PAYLOAD = "INSERT INTO blobs VALUES ((SELECT max(seq) FROM deliveries) * 4, ?)"  # the kind of a payload is 0


def take(db: Connection, cipher: Cipher, signoff: SignOff, now: datetime) -> Delivery:
    """Writes its row and its sealed payload, last in the order of signing, within the transaction that is open.

    The oldest open one of its group becomes the head. The place of one whose history is still kept is not taken again.
    """
    delivery = Delivery(
        id=signoff.id,
        group=cipher.group(signoff.session.group),
        origin=_origin(signoff.api_url),
        signed_at=signoff.signed_at,
        changed_at=now,
        size_bytes=len(signoff.jpeg),
        sha256=signoff.sha256,
        amends=signoff.amends,
    )
    sealed = cipher.seal(PAYLOAD_LABEL, signoff.id, pack_signoff(signoff))
    group = delivery.group
    db.execute(
        _ROW,
        (
            key_of_new(signoff.id),
            group,
            group,
            to_us(signoff.signed_at),
            to_us(now),
            delivery.origin,
            delivery.size_bytes,
            bytes.fromhex(signoff.sha256),
            signoff.amends,
        ),
    )
    db.execute(_PAYLOAD, (sealed,))
    return delivery
