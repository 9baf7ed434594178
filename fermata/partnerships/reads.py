"""What a member's browser is told about a partnership."""

from typing import Any

from fermata.core.models import LiveState
from fermata.core.wire import b64
from fermata.partnerships.actions import life
from fermata.partnerships.models import Partnership, Proposal
from fermata.vault.models import ItemVersion

NEWEST = 12


def partnership(found: Partnership) -> dict[str, Any]:
    proposals = list(found.proposals.prefetch_related("signatures")[:NEWEST])
    files = dict(
        ItemVersion.objects.filter(
            item__in=[p.item for p in proposals], version__in=[p.number for p in proposals]
        ).values_list("version", "file")
    )
    live = LiveState.objects.filter(pk=found.pk).values_list("version", flat=True).first()
    return {
        "id": str(found.pk),
        "space": str(found.space_id),
        "members": [
            {"person": str(m.person_id), "name": m.person.display_name}
            for m in found.memberships.select_related("person")
        ],
        "over": hasattr(found, "goodbye"),
        "phase": str(life.phase_of(found)),
        "agreement": {"proposals": [_proposal(p, file=files.get(p.number)) for p in proposals]},
        "live_version": live or 0,
    }


def _proposal(proposal: Proposal, *, file: bytes | memoryview | None) -> dict[str, Any]:
    return {
        "number": proposal.number,
        "digest": proposal.digest,
        "item": str(proposal.item),
        "file": file and b64(file),
        "in_force_at": proposal.in_force_at and proposal.in_force_at.isoformat(),
        "signatures": [
            {
                "person": str(s.person_id),
                "proof": s.proof,
                "signed_at": s.signed_at.isoformat(),
                "withdrawn_at": s.withdrawn_at and s.withdrawn_at.isoformat(),
            }
            for s in proposal.signatures.all()
        ],
    }
