"""Words on the table and words in force: each writes their own side, and signs what all have settled."""

import base64
import json
import os
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from fermata.core.places import ROOT
from fermata.partnerships.actions import agreement
from fermata.partnerships.models import Partnership
from fermata.site.demo import envelopes
from fermata.site.demo.hand import Hand, Sealed, moment

Words = dict[str, str]


@cache
def usual() -> Words:
    """The clauses most pairs begin with."""
    kept = json.loads((ROOT / "content" / "templates" / "usual.json").read_text("utf-8"))
    return {one["id"]: one["words"] for one in kept["clauses"] if one["words"]}


def put_side(
    partnership: Partnership,
    words: Words,
    *,
    by: Hand,
    shared: Sealed,
    at: datetime,
    met: Words | None = None,
    why: Words | None = None,
    talk: tuple[str, ...] = (),
    remarks: Words | None = None,
) -> None:
    """What one of them thinks of each clause. `met`: what the other has said too; `talk`: clauses to speak of first."""
    met, why, remarks = met or {}, why or {}, remarks or {}
    stances = [
        {
            "clause": clause,
            "text": text,
            "why": why.get(clause, ""),
            "talk": clause in talk,
            "met": met.get(clause, "") if met.get(clause) == text else "",
            "at": moment(at),
        }
        for clause, text in sorted(words.items())
    ]
    said = [{"clause": clause, "text": text, "at": moment(at)} for clause, text in remarks.items()]
    side: dict[str, Any] = {"stances": stances, "remarks": said, "tighter": []}
    item = envelopes.side_item(space=str(shared.space.pk), person=by.id)
    base, file = by.seal(envelopes.canonical(side), into=shared, item=item, kind="agreement-side", at=at)
    agreement.put_side(partnership, item=UUID(item), former=base, file=file, now=at)


def sign_by_all(partnership: Partnership, words: Words, *, hands: list[Hand], shared: Sealed, at: datetime) -> None:
    """The first of them puts the settled words together; all sign them."""
    clauses = [{"id": clause, "text": text} for clause, text in sorted(words.items())]
    text = envelopes.canonical({"salt": os.urandom(32).hex(), "clauses": clauses})
    space, digest = str(shared.space.pk), envelopes.agreement_digest(text)
    item = envelopes.agreement_item(space)
    base, file = hands[0].seal(text, into=shared, item=item, kind="agreement", at=at, is_counted=False)
    withdrawal = hands[0].withdrawal(item)
    agreement.propose(
        partnership, former=base, item=UUID(item), file=file, digest=digest, withdrawal=withdrawal, now=at
    )
    for hand in hands:
        proof = hand.account.sign(envelopes.agreement_proof(space=space, number=base + 1, digest=digest))
        signed = base64.b64encode(proof).decode()
        agreement.sign(partnership, number=base + 1, digest=digest, proof=signed, by=hand.person, now=at)
