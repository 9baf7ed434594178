"""Break each promise about the life of a partnership, one at a time, in a copy, and demand that its tests turn red:

python -m tests.lives.mutants [part of a path or of what a careless hand would write ...]
"""

import sys

from tests.access.mutants import stays_green

LIFE, BYE, RULES = (
    "fermata/partnerships/actions/life.py",
    "fermata/partnerships/actions/goodbye.py",
    "fermata/partnerships/rules/life.py",
)
UNSEEN, MACHINE, WAYS = (
    "tests/lives/test_non_interference.py",
    "tests/lives/test_machine.py",
    "tests/lives/test_life.py",
)
AFTER = "tests/lives/test_afterwards.py"

MUTANTS = [
    # file, what stands there, what a careless hand would write, which tests must notice
    (
        LIFE,
        "    _settle(partnership, members=len(members), now=now)\n    return",
        "    _settle(partnership, members=len(members), now=now)\n    publish(partnership.pk)\n    return",
        UNSEEN,
    ),
    ("fermata/partnerships/models/life.py", "return self.filter(person=person)", "return self.all()", UNSEEN),
    ("fermata/partnerships/models/life.py", "return self.filter(by=person)", "return self.all()", UNSEEN),
    (
        BYE,
        "phase=Phase.ENDED, event=Event.LEFT",
        'phase=Phase.ENDED, event="protected" if by.not_with.exists() else "left"',
        UNSEEN,
    ),
    (LIFE, "    partnership.answers.all().delete()\n    if phase == Phase.HELD", "    if phase == Phase.HELD", MACHINE),
    (LIFE, "    if until is None or until > at:", "    if until is None:", WAYS),
    (LIFE, "update(until=None)", "update(times_met=0)", MACHINE),
    (LIFE, "fit = rules.LIVING - {Phase.HELD} if newest == Phase.HELD else rules.WORKING", "fit = rules.WORKING", WAYS),
    (LIFE, "    if (phase, event) in TOLD:", "    if event == Event.TIME:", WAYS),
    (LIFE, "if are_apart(people, at=now, is_again=True):", "if not people:", AFTER),
    (BYE, "        keep_away(membership.person, by=by, now=now)\n", "        pass\n", AFTER),
    (RULES, "if len(answers) < members:", "if not answers:", WAYS),
    (RULES, "return Event.CARRIED_ON if meetings >= TRIAL_MEETINGS else None", "return Event.CARRIED_ON", WAYS),
    (
        RULES,
        'if set(answers) <= {"renew", "rhythm"} else Event.FINISHING',
        'if "finish" not in answers else Event.FINISHING',
        WAYS,
    ),
    (RULES, "for phase in sorted(LIVING - {Phase.HELD})", "for phase in [Phase.ACTIVE]", WAYS),
    (RULES, "(today - seen_on).days > quiet_days", "(today - seen_on).days >= quiet_days", WAYS),
    (BYE, "    leave_space(partnership.space, by=by, at=now)\n", "", MACHINE),
    (BYE, "space=partnership.space_id, is_guarded=False", "is_guarded=False", AFTER),
    (
        "fermata/partnerships/actions/agreement.py",
        "return members <= signed and len(signed) >= LEAST_MEMBERS",
        "return len(signed) >= LEAST_MEMBERS",
        MACHINE,
    ),
    ("fermata/partnerships/rules/agreement.py", "return number if signed_by_all else None", "return number", MACHINE),
    (
        "fermata/partnerships/actions/invitations.py",
        "if len(everybody) <= invitation.seats:",
        "if len(everybody) < 2:",
        AFTER,
    ),
    ("fermata/sessions/actions.py", "is_resting=life.here(partnership) == Phase.HELD,", "", WAYS),
    ("fermata/partnerships/views/partnership.py", "found.answers.visible_to(request.person)", "found.answers", UNSEEN),
    ("fermata/partnerships/record.py", "and seal.holds()", "", "fermata/partnerships/tests/test_record.py"),
    ("fermata/partnerships/record.py", "everybody <= signers", "True", "fermata/partnerships/tests/test_record.py"),
]


def main() -> None:
    alive, parts = 0, sys.argv[1:]
    wanted = [one for one in MUTANTS if not parts or any(part in one[0] or part in one[2] for part in parts)]
    for path, right, wrong, tests in wanted:
        is_alive = stays_green(path, right, wrong, tests=[tests])
        alive += is_alive
        shown = (wrong.strip().splitlines() or ["(gone)"])[-1][:70]
        print("SURVIVES" if is_alive else "killed  ", path, "|", shown, flush=True)
    print(f"{len(wanted) - alive} of {len(wanted)} killed")
    sys.exit(1 if alive else 0)


if __name__ == "__main__":
    main()
