"""What two or more people have in common, and what stays open, in words. Works from what they said themselves."""

from collections.abc import Sequence

from matcher.answers import Answers
from matcher.cells import Wish, same_words
from matcher.encoding import Profile
from matcher.hours import DAYS, WEEK, spans
from matcher.languages import shown_language
from matcher.similarity import likeness

MOST_NAMED = 3
"""So many topics, times or languages are named in one sentence."""


def reasons(profile: Profile, i: int, j: int) -> list[str]:
    """Why i and j, in half sentences that can be joined. Symmetric but for the order of the names."""
    one, other = profile.answers[i], profile.answers[j]
    return [
        *_same_topics(one, other),
        *_brings(one, other, profile),
        *_brings(other, one, profile),
        *_qualities(one, other),
        *suits(profile, [i, j]),
        *_shared_languages([one, other]),
    ]


def still_open(profile: Profile, i: int, j: int) -> list[str]:
    """What the pair does not give: topics nobody of the two brings, and wishes that are not met."""
    found = []
    for one, other in ((profile.answers[i], profile.answers[j]), (profile.answers[j], profile.answers[i])):
        missing = [topic for topic in by_weight(one) if not _served(topic, other, profile)]
        if missing:
            found.append(f"{quoted(missing)} for {one.shown}")
        found += _unmet(one, other)
    return found


def by_weight(one: Answers) -> list[str]:
    """Topics wanted, the weightiest first."""
    return sorted(one.wanted, key=lambda topic: -one.wanted[topic])


def _served(topic: str, other: Answers, profile: Profile) -> str | None:
    """What of the other serves a topic: the same, or the nearest words. What they want serves too."""
    brought = {same_words(words): words for words in (*other.wanted, *other.offered)}
    if same_words(topic) in brought:
        return brought[same_words(topic)]
    if not profile.settings.near_topics:
        return None
    alike = max(((likeness(topic, words), words) for words in brought.values()), default=(0, ""))
    return alike[1] if alike[0] >= profile.settings.near_from else None


def _same_topics(one: Answers, other: Answers) -> list[str]:
    theirs = {same_words(topic) for topic in other.wanted}
    both = [topic for topic in by_weight(one) if same_words(topic) in theirs]
    return [f"you both want {quoted(both)}"] if both else []


def _brings(one: Answers, other: Answers, profile: Profile) -> list[str]:
    """What one offers that the other wants; the other's word beside it where it differs."""
    offered = {same_words(words): words for words in one.offered}
    both = {same_words(topic) for topic in one.wanted}
    found = []
    for topic in by_weight(other):
        if same_words(topic) in both:
            continue  # it has been said that both want it
        served = _served(topic, one, profile)
        if served is not None and same_words(served) in offered:
            is_same = same_words(served) == same_words(topic)
            found.append(f"“{topic}”" if is_same else f"“{served}” (near “{topic}”)")
    return [f"{one.shown} brings {listed(found)} for {other.shown}"] if found else []


def _qualities(one: Answers, other: Answers) -> list[str]:
    found = []
    shared = [value for value in one.values if same_words(value) in set(map(same_words, other.values))]
    if shared and Wish.SIMILAR in (one.wishes["values"], other.wishes["values"]):
        found.append(f"you share {quoted(shared)}")
    if one.values and other.values and not shared and Wish.DIFFERENT in (one.wishes["values"], other.wishes["values"]):
        found.append("different values, as wished")
    for quality, words in (("season", "season"), ("function", "function")):
        if getattr(one, quality) and getattr(other, quality):
            found += _as_wished(one, other, quality, words)
    return found


def _as_wished(one: Answers, other: Answers, quality: str, words: str) -> list[str]:
    is_same = same_words(getattr(one, quality)) == same_words(getattr(other, quality))
    met = Wish.SIMILAR if is_same else Wish.DIFFERENT
    said = [who.wishes[quality] for who in (one, other) if quality in who.said_wishes]
    if met not in (one.wishes[quality], other.wishes[quality]):
        return []
    found = f"the same {words} (“{getattr(one, quality)}”)" if is_same else f"different {words}s"
    return [f"{found}, as wished" if met in said else found]


def _unmet(one: Answers, other: Answers) -> list[str]:
    found = []
    for quality in ("season", "function"):
        mine, theirs = getattr(one, quality), getattr(other, quality)
        if not mine or not theirs or quality not in one.said_wishes:
            continue
        is_same = same_words(mine) == same_words(theirs)
        if is_same and one.wishes[quality] == Wish.DIFFERENT:
            found.append(f"{one.shown}'s wish for another {quality}")
        if not is_same and one.wishes[quality] == Wish.SIMILAR and not _numbers(mine, theirs):
            found.append(f"{one.shown}'s wish for the same {quality}")
    return found


def _numbers(*words: str) -> bool:
    """Seasons told as numbers are near or far, not the same or another."""
    return all(word.replace(".", "", 1).replace(",", "", 1).isdigit() for word in words)


def suits(profile: Profile, group: Sequence[int]) -> list[str]:
    """When all of a group can meet, in the first one's time, and in the others' where it differs."""
    bits = WEEK
    for i in group:
        bits &= profile.answers[i].hours
    if bits == WEEK:
        return []
    week = profile.settings.week
    zones = list(dict.fromkeys(profile.answers[i].zone for i in group))
    runs = sorted(spans(bits, zone=zones[0], week=week), key=lambda run: (run[1] - run[2], run))[:MOST_NAMED]
    times = [_time(run[:3]) for run in sorted(runs)]
    elsewhere = [
        f"{_time(run[:3], day_of=min(runs)[0])} in {_place(zone)}"
        for zone in zones[1:3]
        for run in [_same_run(min(runs), bits, zone, profile)]
        if run[:3] != min(runs)[:3]
    ]
    here = f" in {_place(zones[0])}" if elsewhere else ""
    there = f" ({'; '.join(elsewhere)})" if elsewhere else ""
    first = [f"{times[0]}{here}{there}", *times[1:]]
    return [f"{listed(first)} {'suit both' if len(group) == 2 else 'suit all'}"] if times else []


def _same_run(run: tuple[int, int, int, int], bits: int, zone: str, profile: Profile) -> tuple[int, int, int, int]:
    """The same hours in another zone; cut where their day ends."""
    length, mine = run[2] - run[1], 0
    for hour in range(length):
        mine |= bits & 1 << (run[3] + hour) % 168
    parts = spans(mine, zone=zone, week=profile.settings.week)
    return next(part for part in parts if part[3] == run[3])


def _time(run: tuple[int, ...], *, day_of: int | None = None) -> str:
    day, first, last = run
    return f"{first}–{last}" if day == day_of else f"{DAYS[day]}s {first}–{last}"


def _place(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _shared_languages(group: Sequence[Answers]) -> list[str]:
    spoken = [one.languages for one in group if one.languages]
    shared = [key for key in (spoken[0] if spoken else ()) if all(key in keys for keys in spoken)]
    return (
        [f"you share {listed([shown_language(key) for key in shared])}"] if len(spoken) == len(group) and shared else []
    )


def quoted(words: Sequence[str]) -> str:
    """Words of people in quotation marks, as a list.

    >>> quoted(["rest", "saying no"])
    '“rest” and “saying no”'
    """
    return listed([f"“{word}”" for word in words])


def listed(words: Sequence[str]) -> str:
    """A list in a sentence, at most three.

    >>> listed(["a"]), listed(["a", "b", "c", "d", "e"])
    ('a', 'a, b, c and 2 more')
    """
    shown = [*words[:MOST_NAMED], *([f"{len(words) - MOST_NAMED} more"] if len(words) > MOST_NAMED else [])]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)
