"""Break each promise of finding a partner, one at a time, in a copy, and demand that its tests turn red:

python -m tests.introductions.mutants [part of a path or of what stands there ...]
"""

import sys

from tests.access.mutants import stays_green

INTRODUCING, ASKING, ANSWERING, EXCLUDING, KEEPING, RUNNING, LEFT_OVER = (
    f"fermata/introductions/actions/{name}.py"
    for name in ("introducing", "asking", "answering", "excluding", "keeping", "running", "left_over")
)
APART, AMONG, AROUND = (f"fermata/introductions/{name}.py" for name in ("apart", "apart_among", "around"))
MODELS, RULES = "fermata/introductions/models", "fermata/introductions/rules"
TESTS = [
    "fermata/introductions/tests",
    "tests/introductions/test_any_order.py",
    "tests/introductions/test_silence.py",
    "tests/introductions/test_canaries.py",
    "tests/introductions/test_access.py",
]

MUTANTS = [
    # file, what stands there, what a careless hand would write
    (INTRODUCING, "if are_apart(people, at=at) or any(", "if any("),
    (INTRODUCING, "are_apart(people, at=at) or any(are_partners(one, other) for one, other in combinations(people, 2))", "are_apart(people, at=at)"),
    (INTRODUCING, "if ready.count() < len(people):", "if False:"),
    (INTRODUCING, "not all(side.accepted_at for side in sides)", "not any(side.accepted_at for side in sides)"),
    (INTRODUCING, "        if found.lapses_at > at and found.introduced_at is None:\n            return found\n", ""),
    (ASKING, "    stop_if(_why_not(by))\n", ""),
    (ASKING, "stop_if(why_not_ask(profile, by=by, now=now))", "pass"),
    (ASKING, "if Interest.objects.filter(by=profile, to=by).exists():", "if True:"),
    (ASKING, "if not Interest.objects.filter(by=profile, to=by).exists() and not (theirs and theirs.exists()):", "if False:"),
    (ASKING, "if kept_apart(by.enrolment.person, profile.enrolment.person, at=now):", "if False:"),
    (ANSWERING, "    stop_if(rules.why_not_accept(standing=standing_of(introduction, person=by, at=now)))\n", ""),
    (ANSWERING, "    stop_if(why_not_take_part(by, programme_id=introduction.programme_id))\n", ""),
    (ANSWERING, "    stop_if(rules.why_not_say_yes_after_talk(standing=standing_of(introduction, person=by, at=now)))\n", ""),
    (ANSWERING, "Side.objects.filter(talk_yes_at=None).values(", "Side.objects.all().values("),
    (EXCLUDING, "    take_back_yes(by, introductions=shared)\n", ""),
    (EXCLUDING, "    Interest.objects.filter(by__enrolment__person=by, to__enrolment__person=other).delete()\n", ""),
    (EXCLUDING, "        _stop_what_is_open(by, other, now=now)\n    return listed", "        pass\n    return listed"),
    ("fermata/introductions/actions/suggesting.py", "are_apart(people, at=now) or ", ""),
    ("fermata/introductions/actions/suggesting.py", "are_partners(*people) or ", ""),
    ("fermata/introductions/actions/suggesting.py", "    if by in (one.enrolment.person, other.enrolment.person):\n        return\n", ""),
    (APART, "on_my_list=mark in self.mine", "on_my_list=False"),
    (APART, "on_their_list=other.pk in self.listed_by", "on_their_list=False"),
    (APART, "is_line=_is_line(self.mark, mark, above=self.above)", "is_line=False"),
    (APART, "other in everybody_above(one, above=lines) or one in everybody_above(other, above=lines)", "other in everybody_above(one, above=lines)"),
    (APART, "everybody_above(one, above=lines) or one in everybody_above(other, above=lines)", "lines.get(one, set()) or one in lines.get(other, set())"),
    (APART, "parted_at=self.parted.get(other.pk)", "parted_at=None"),
    (APART, "bool(mine.teams & theirs.teams) or ", ""),
    (APART, "or _have_one_manager(self.mark, mark, above=self.above)", ""),
    (APART, "wishes.keeps_from_team |= is_apart_from_team", "wishes.keeps_from_team = is_apart_from_team"),
    (AMONG, "        _on_lists(people, places),\n", ""),
    (AMONG, "        ((places[one], places[other]) for one, other in lines_among(people)),\n", ""),
    (AMONG, "        _companions(profiles, places, at=at),\n", ""),
    (AMONG, "        _of_one_team(profiles),\n", ""),
    (AMONG, "        _put_before(profiles, places, at=at),\n", ""),
    (AMONG, "is_lately = parted_at is None or at - parted_at < NOT_PARTNERS_AGAIN", "is_lately = parted_at is None"),
    (AROUND, "set(kept_apart_from(me, people, at=at)) | near", "near"),
    (AROUND, "partners_of(me) | ", ""),
    (AROUND, " | _open_with(me, at=at)", ""),
    (AROUND, "        if number == MOST_PARTS:\n            return found, part[-1].place\n", ""),
    ("fermata/introductions/views/around.py", "topic if topic in dict(topics) else \"\"", "topic"),
    (AROUND, ".exclude(found_from=None)", ""),
    (AROUND, "Enrolment.objects.ready().filter(programme=looking.enrolment.programme_id)", "Enrolment.objects.filter(programme=looking.enrolment.programme_id)"),
    (AROUND, " and not is_drawn_out(_digest(me, person), day=at.date().toordinal())", ""),
    (AROUND, "seen = shown(profile, viewer=Viewer.STRANGER)", "seen = shown(profile, viewer=Viewer.PARTNER)"),
    (f"{MODELS}/introduction.py", "self.filter(told, mine, ", "self.filter(mine, "),
    (f"{MODELS}/introduction.py", "self.filter(told, mine, ", "self.filter(told, "),
    (f"{MODELS}/introduction.py", ', pk__in=Side.objects.filter(person=person).values("introduction"))', ")"),
    ("fermata/introductions/handlers.py", "    keeping.forget(event.person)", "    pass"),
    ("fermata/introductions/handlers.py", "    keeping.resume(event.enrolment, now=event.at)", "    pass"),
    ("fermata/introductions/handlers.py", "    keeping.stop_for(event.person, programme=event.programme)", "    pass"),
    (KEEPING, '.update(label="")', ".update()"),
    (RUNNING, "    _drop_what_is_apart_since(found)\n", ""),
    (RUNNING, "found.introductions.all().delete()", "pass"),
    (RUNNING, "filter(pk__in=found.entries.values(\"profile\"), enrolment__in=ready)", "filter(pk__in=found.entries.values(\"profile\"))"),
    (RUNNING, "filter(told_at=None)", "filter(told_at=None, left_over_at=None)"),
    (RUNNING, "    if not _in_our_hands(found).exists():\n        raise Overtaken\n", ""),
    (RUNNING, "    if not _in_our_hands(found).select_for_update(no_key=True):\n        raise Overtaken\n", ""),
    (RUNNING, "            closed_at=now,\n", "            closed_at=now if is_draw else None,\n"),
    (RUNNING, "    found.introductions.filter(people__in=elsewhere.values(\"people\")).delete()\n", ""),
    (RUNNING, "    if found.kind == Round.Kind.ROUND:\n        _open_to_answers(found)\n", "    _open_to_answers(found)\n"),
    (RUNNING, "        _open_to_answers(found)\n", "        pass\n"),
    (LEFT_OVER, "if len(people) < len(group) or are_apart(people, at=at):", "if len(people) < len(group):"),
    (LEFT_OVER, "    if any(are_partners(one, other) for one, other in combinations(people, 2)):\n        return False\n", ""),
    (LEFT_OVER, "takes_more=True, ", ""),
    (LEFT_OVER, "if one.enrolment.person_id not in hidden]", "]"),
    (LEFT_OVER, "word not in put and ", ""),
    (LEFT_OVER, "        reverse=True,\n", ""),
    ("fermata/introductions/actions/rounds.py", "    stop_if(rules.why_not_enter(has_closed=_has_closed(found, now=now)))\n", ""),
    (f"{RULES}/asking.py", "        if has_lapsed:\n            return Standing.NOTHING\n", ""),
    (f"{RULES}/asking.py", "MANY_ASKS if open_asks >= MOST_OPEN_ASKS else None", "None"),
    (f"{RULES}/audience.py", "Audience.CONSIDERED: frozenset({Viewer.CONSIDERED, Viewer.PARTNER})", "Audience.CONSIDERED: frozenset(Viewer)"),
    (f"{RULES}/audience.py", '"access_needs": Audience.PARTNER', '"access_needs": Audience.CONSIDERED'),
    (f"{RULES}/apart.py", "        return Apart.OWN\n", "        return Apart.UNSAID\n"),
    (f"{RULES}/apart.py", "        return Apart.UNSAID\n", "        return Apart.OWN\n"),
]  # fmt: skip


def main() -> None:
    alive, parts = 0, sys.argv[1:]
    wanted = [one for one in MUTANTS if not parts or any(part in one[0] or part in one[1] for part in parts)]
    for path, right, wrong in wanted:
        is_alive = stays_green(path, right, wrong, tests=TESTS)
        alive += is_alive
        print("SURVIVES" if is_alive else "killed  ", path, "|", right.strip().splitlines()[0][:90], flush=True)
    print(f"{len(wanted) - alive} of {len(wanted)} killed")
    sys.exit(1 if alive else 0)


if __name__ == "__main__":
    main()
