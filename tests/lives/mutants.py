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
AFTER, GOING, RACES, NAMES = (
    "tests/lives/test_afterwards.py",
    "tests/lives/test_going_on.py",
    "tests/lives/test_races.py",
    "tests/lives/test_names_of_three.py",
)
AGREE, OWN, LINES = (
    "fermata/partnerships/actions/agreement.py",
    "fermata/partnerships/tests",
    "fermata/partnerships/tests/test_links_apart.py",
)

MUTANTS = [
    # file, what stands there, what a careless hand would write, which tests must notice
    (
        LIFE,
        "    _settle(partnership, members=len(members), now=now)\n    return",
        "    _settle(partnership, members=len(members), now=now)\n    publish(partnership.pk)\n    return",
        UNSEEN,
    ),
    ("fermata/partnerships/models/life.py", "return self.filter(person=person)", "return self.all()", UNSEEN),
    (
        "fermata/introductions/models/apart.py",
        "return self.filter(person=person)",
        "return self.all()",
        "tests/introductions/test_silence.py",
    ),
    (
        BYE,
        "phase=Phase.ENDED, event=Event.LEFT",
        'phase=Phase.ENDED, event="protected" if by.not_with.exists() else "left"',
        UNSEEN,
    ),
    (LIFE, "    partnership.answers.all().delete()\n    if phase == Phase.HELD", "    if phase == Phase.HELD", MACHINE),
    (LIFE, "elif until is not None and until <= at:", "elif until is not None:", WAYS),
    (LIFE, "update(until=None)", "update(times_met=0)", GOING),
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
    # holding, answering, closing
    (LIFE, "stop_if(rules.why_not_hold(is_over=is_over, back_on=back_on, today=today))", "pass", WAYS),
    (LIFE, "    if here(partnership) == Phase.HELD:\n        publish", "    if False:\n        publish", WAYS),
    (LIFE, "stop_if(rules.why_not_answer(phase=phase, word=word, members=len(members)))", "pass", MACHINE),
    (LIFE, "partnership.answers.filter(person=by).delete()", "partnership.answers.all().delete()", WAYS),
    (LIFE, "update_or_create(person=by, defaults", "update_or_create(defaults", MACHINE),
    (LIFE, "if partnership.answers.count() < len(people):", "if not people:", AFTER),
    (LIFE, "if phase in {Phase.CLOSED, Phase.ENDED}:", "if phase in {Phase.CLOSED}:", AFTER),
    (LIFE, "if open_one := Partnership.objects.of_exactly(people).first():", "if open_one := None:", AFTER),
    (LIFE, "if not partnership.passages.filter(event=Event.STATUS_CHANGED).exists():", "if True:", MACHINE),
    (LIFE, "    if here(partnership) == Phase.CONTRACTING:\n", "    if True:\n", WAYS),
    (LIFE, "partnership.times_met += 1", "partnership.times_met += 2", MACHINE),
    (LIFE, "if _to_part(at=at).filter(partnership=partnership).exists():", "if False:", MACHINE),
    (LIFE, "    stop_if(rules.why_not(phase, event))\n    to =", "    to =", MACHINE),
    (
        LIFE,
        "        partnership.holds.filter(ended_at=None).update(ended_at=now)\n    partnership",
        "        pass\n    partnership",
        WAYS,
    ),
    (LIFE, "close_space(partnership.space, at=now)\n", "pass\n", WAYS),
    (RULES, "if back_on is not None and back_on <= today else None", "if False else None", WAYS),
    (RULES, "if word and word not in QUESTIONS.get(phase, ()):", "if False:", MACHINE),
    (RULES, "return None if phase in QUESTIONS else NOT_NOW", "return None", MACHINE),
    (
        RULES,
        "if event == Event.STATUS_CHANGED:\n        return at + STATUS_CHANGE_PATIENCE",
        "if False:\n        return at",
        MACHINE,
    ),
    (RULES, "if phase == Phase.CLOSING:\n        return Event.MET", "if False:\n        return Event.MET", WAYS),
    (RULES, "meetings >= MEETINGS_TO_A_REVIEW", "meetings > MEETINGS_TO_A_REVIEW", WAYS),
    (RULES, "(Phase.TRIAL, Event.TIME): Phase.CLOSED", "(Phase.TRIAL, Event.TIME): Phase.ACTIVE", WAYS),
    (
        RULES,
        "**{(phase, Event.LEFT): Phase.ENDED for phase in sorted(LIVING)}",
        "**{(Phase.ACTIVE, Event.LEFT): Phase.ENDED}",
        WAYS,
    ),
    # going
    (BYE, "if here(partnership) not in LIVING:\n        return", "if False:\n        return", MACHINE),
    (BYE, "partnership.answers.all().delete()\n", "pass\n", MACHINE),
    (BYE, "partnership.passages.update(until=None)\n", "pass\n", MACHINE),
    (BYE, "    if is_first:\n        announce", "    if True:\n        announce", AFTER),
    (
        BYE,
        "    if not partnership.memberships.filter(left_at=None).exists():",
        "    if False:",
        "tests/test_leaving.py",
    ),
    # the agreement
    (AGREE, "stop_if(rules.why_not_propose(is_over=is_over(partnership)))\n    newest", "newest", MACHINE),
    (AGREE, "    if former != number:\n        raise Stale(number)\n", "", OWN),
    (AGREE, "is_newest=newest is not None and newest.number == number", "is_newest=True", MACHINE),
    (AGREE, "digest_fits=newest is not None and newest.digest == digest", "digest_fits=True", OWN),
    (AGREE, "signatures.filter(person=by, withdrawn_at=None).exists()", "signatures.filter(pk=0).exists()", MACHINE),
    (AGREE, "if reached and life.here(partnership) == Phase.CONTRACTING:", "if False:", MACHINE),
    (AGREE, "number=number, person=by, withdrawn_at=None", "number=number, withdrawn_at=None", MACHINE),
    (AGREE, "if signature.withdrawn_at is None}", "}", MACHINE),
    (
        AGREE,
        "    life.lock(partnership)\n    newest = partnership.proposals.first()\n    stop_if",
        "    newest = partnership.proposals.first()\n    stop_if",
        RACES,
    ),
    (
        "fermata/partnerships/rules/agreement.py",
        "number, signed_by_all = max(reached)",
        "number, signed_by_all = min(reached)",
        MACHINE,
    ),
    # silence, lines, rooms, names
    ("fermata/partnerships/actions/quiet.py", "max(LEAST_DAYS, min(days, MOST_DAYS))", "days", WAYS),
    ("fermata/partnerships/actions/quiet.py", 'if hasattr(partnership, "goodbye"):', "if False:", WAYS),
    ("fermata/partnerships/handlers.py", "life.change_status(partnership, now=event.at)", "pass", LINES),
    ("fermata/programmes/reads/lines.py", "organisation.lines.values_list", "AuthorityLine.objects.values_list", LINES),
    (
        "fermata/programmes/reads/lines.py",
        "one in up[other] or other in up[one]",
        "one in up[other]",
        "fermata/programmes/tests/test_lines.py",
    ),
    ("fermata/introductions/rules/apart.py", "        facts.on_my_list\n", "        False\n", AFTER),
    ("fermata/introductions/rules/apart.py", "        facts.on_their_list\n", "        False\n", AFTER),
    ("fermata/sessions/actions.py", "is_agreed=agreement.in_force(partnership) is not None", "is_agreed=True", MACHINE),
    ("fermata/sessions/actions.py", "life.met(meeting.partnership, now=now)", "pass", MACHINE),
    (
        "fermata/sessions/handlers.py",
        "ended_at=None).update(ended_at=event.at)",
        "pk=None).update(ended_at=event.at)",
        "fermata/sessions/tests",
    ),
    ("fermata/partnerships/views/partnership.py", '"all" if len(others) > 1 else "both"', '"both"', NAMES),
    ("fermata/partnerships/record.py", "and seal.holds()", "", "fermata/partnerships/tests/test_record.py"),
    ("fermata/partnerships/record.py", "everybody <= signers", "True", "fermata/partnerships/tests/test_record.py"),
]


def main() -> None:
    alive, parts = 0, sys.argv[1:]
    wanted = [one for one in MUTANTS if not parts or any(part in one[0] or part in one[2] for part in parts)]
    for path, right, wrong, tests in wanted:
        others = [GOING, WAYS, AFTER, OWN] if tests == MACHINE else []  # chance finds much in a short run, and not all
        is_alive = stays_green(path, right, wrong, tests=[*others, tests])
        alive += is_alive
        shown = (wrong.strip().splitlines() or ["(gone)"])[-1][:70]
        print("SURVIVES" if is_alive else "killed  ", path, "|", shown, flush=True)
    print(f"{len(wanted) - alive} of {len(wanted)} killed")
    sys.exit(1 if alive else 0)


if __name__ == "__main__":
    main()
