"""Break each check of who may do what, one at a time, in a copy, and demand that the matrix turns red, or for a rule that
another check stands behind, the tests of its room:

python -m tests.access.mutants [part of a path or of what a careless hand would write ...]
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

MUTANTS = [
    # file, what stands there, what a careless hand would write
    (
        "fermata/partnerships/models/partnership.py",
        "memberships__person=person, memberships__left_at=None)",
        "memberships__person=person)",
    ),
    (
        "fermata/partnerships/models/partnership.py",
        "return self.filter(memberships__person=person, memberships__left_at=None)",
        "return self.all()",
    ),
    ("fermata/partnerships/models/invitation.py", "return self.filter(by=person)", "return self.all()"),
    ("fermata/vault/models.py", "keepers__person=person, keepers__left_at=None)", "keepers__person=person)"),
    (
        "fermata/vault/models.py",
        "return self.filter(keepers__person=person, keepers__left_at=None)",
        "return self.all()",
    ),
    (
        "fermata/sessions/models.py",
        "partnership__memberships__person=person, partnership__memberships__left_at=None",
        "partnership__memberships__person=person",
    ),
    (
        "fermata/sessions/models.py",
        "return self.filter(partnership__memberships__person=person, partnership__memberships__left_at=None)",
        "return self.all()",
    ),
    (
        "fermata/vault/api.py",
        "get_object_or_404(request.person.ways_in, pk=way_id)",
        "get_object_or_404(WayIn, pk=way_id)",
    ),
    (
        "fermata/vault/api.py",
        "get_object_or_404(request.person.drafts, slot=slot)",
        "get_object_or_404(Draft, slot=slot)",
    ),
    ("fermata/vault/api.py", "item_id=item_id, item__space=found)", "item_id=item_id)"),
    (
        "fermata/vault/actions.py",
        "stop_if(rules.why_not_write(is_closed=space.closed_at is not None))\n    new =",
        "new =",
    ),
    ("fermata/vault/actions.py", "item.space_id != space.pk or ", ""),
    ("fermata/partnerships/rules/agreement.py", "return ONE_HAS_LEFT if is_over else None", "return None"),
    ("fermata/sessions/rules.py", "return FINISHED if is_finished else None", "return None"),
    ("fermata/people/views.py", "UserSession.objects.filter(user=request.person)", "UserSession.objects.all()"),
    (
        "fermata/people/actions/passkeys.py",
        "Authenticator.objects.filter(user=person, type",
        "Authenticator.objects.filter(type",
    ),
    ("fermata/core/doors.py", "if not request.user.is_authenticated:", "if False:"),
    ("fermata/programmes/models/programme.py", "ended_at=None, programme__ended_at=None)", "ended_at=None)"),
    ("fermata/programmes/models/programme.py", "ended_at=None, programme__ended_at", "programme__ended_at"),
    ("fermata/programmes/models/programme.py", '"programme"), ended_at=None)', '"programme"))'),
    ("fermata/programmes/actions/founding.py", "    programme.roles.filter(ended_at=None).update(ended_at=now)\n", ""),
    (
        "fermata/programmes/models/programme.py",
        'return self.filter(Q(pk__in=joined) | Q(pk__in=looks_after.values("programme")))',
        "return self.all()",
    ),
    ("fermata/programmes/models/programme.py", "ended_at=None, kind__in=kinds)", "ended_at=None)"),
    ("fermata/programmes/models/enrolment.py", "return self.filter(person=person)", "return self.all()"),
    (
        "fermata/programmes/views/guests.py",
        "listed = get_object_or_404(programme.guest_lists, pk=list_id)",
        "listed = get_object_or_404(programme.guest_lists.model, pk=list_id)",
    ),
    (
        "fermata/programmes/views/charter.py",
        "    if not reads.roles_of(request.person, programme):\n        versions = versions.signed()\n",
        "",
    ),
    ("fermata/programmes/rules.py", "    if is_open:\n        return OPEN_ALREADY\n", ""),
    ("fermata/programmes/rules.py", "if not is_link_good or has_ended:", "if has_ended:"),
]

MATRICES = ("tests/access/test_matrix.py", "tests/access/test_programmes.py")


def survives(path: str, right: str, wrong: str) -> bool:
    """Whether the matrix, or the tests of its room, stay green although this check is broken."""
    has_own = any(part in path for part in ("rules", "models", "views"))
    own = [f"{'/'.join(Path(path).parts[:2])}/tests"] if has_own else []
    return stays_green(path, right, wrong, tests=[*own, *MATRICES])


def stays_green(path: str, right: str, wrong: str, *, tests: list[str]) -> bool:
    """Run these tests over a copy in which one thing is broken."""
    with tempfile.TemporaryDirectory(prefix="fermata-mutant-") as folder:
        copy = Path(folder)
        for name in ("fermata", "matcher", "tests", "content", "docs"):
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "pictures"))
        shutil.copytree(ROOT / "web" / "built", copy / "web" / "built")
        for name in ("conftest.py", "pyproject.toml"):
            shutil.copy(ROOT / name, copy / name)
        text = (copy / path).read_text()
        assert right in text, f"{path} no longer says: {right}"
        (copy / path).write_text(text.replace(right, wrong))
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
        plainly = {**os.environ, "NUMBA_DISABLE_JIT": "1"}  # a copy would compile the matcher anew each time
        return subprocess.run(command, cwd=copy, env=plainly, capture_output=True, check=False).returncode == 0


def main() -> None:
    alive, parts = 0, sys.argv[1:]
    wanted = [one for one in MUTANTS if not parts or any(part in one[0] or part in one[2] for part in parts)]
    for path, right, wrong in wanted:
        is_alive = survives(path, right, wrong)
        alive += is_alive
        print("SURVIVES" if is_alive else "killed  ", path, "|", (wrong.splitlines() or ["(gone)"])[0][:70], flush=True)
    print(f"{len(wanted) - alive} of {len(wanted)} killed")
    sys.exit(1 if alive else 0)


if __name__ == "__main__":
    main()
