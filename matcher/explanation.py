"""Why these two, and why not others, in plain words.

For a pair everything that both know anyway is said: their topics, times, languages and wishes, and what stays open. For
two who are no pair there is one sentence, the same whether a rule kept them apart or each is worth more elsewhere. So
nobody can find out from an answer who is on whose list.
"""

from collections.abc import Sequence

import numpy as np

from matcher.encoding import Profile
from matcher.people import People
from matcher.reasons import MOST_NAMED, listed, quoted, reasons, still_open, suits
from matcher.worth import UNIT

NOT_TOGETHER = (
    "{one} and {other} are not together this time: everybody is placed at once, so that as many as possible find a "
    "place and all gain as much as they can, and who could have been with whom is never told, so that what anybody "
    "asked to keep private stays private."
)


def why(people: People, i: int, j: int) -> str:
    """One paragraph on a pair: what speaks for it, then what stays open. i, j: positions."""
    if people.profile is None:
        return _in_numbers(people, i, j)
    found = reasons(people.profile, i, j)
    spoken = _sentence(found) if found else "There is little you named that both have; a fresh look may help."
    missing = still_open(people.profile, i, j)
    return f"{spoken} Still open: {'; '.join(missing)}." if missing else spoken


def why_not(people: People, i: int, j: int) -> str:
    """One sentence for two who are not together. It looks at nothing but their names."""
    return NOT_TOGETHER.format(one=_name(people, i), other=_name(people, j))


def why_circle(people: People, circle: Sequence[int]) -> str:
    """One paragraph on a circle: when all can meet, what several want, who brings what."""
    if people.profile is None:
        return f"{len(circle)} people who share an hour and a language."
    profile = people.profile
    found = [*suits(profile, circle), *_wanted_by_several(profile, circle), *_brought(profile, circle)]
    functions = {profile.answers[i].function for i in circle} - {""}
    if len(functions) > 1:
        found.append(f"{len(functions)} different functions")
    return _sentence(found) if found else "You share a language and an hour."


def _sentence(parts: Sequence[str]) -> str:
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def _name(people: People, i: int) -> str:
    return people.profile.answers[i].shown if people.profile else people.ids[i]


def satisfaction(people: People, i: int, j: int) -> float:
    """How much of what i wishes j gives, 0..1."""
    product = int(people.want[i].astype(np.int64) @ people.offer[j].astype(np.int64))
    return min(max(product, 0), UNIT) / UNIT


def _in_numbers(people: People, i: int, j: int) -> str:
    mine, theirs = satisfaction(people, i, j), satisfaction(people, j, i)
    return f"{people.ids[i]} finds {mine:.0%} of what they wish for, {people.ids[j]} {theirs:.0%}."


def _wanted_by_several(profile: Profile, circle: Sequence[int]) -> list[str]:
    wanted = _by_topic([(topic, i) for i in circle for topic in profile.answers[i].wanted])
    several = sorted((people, topic) for topic, people in wanted.items() if len(people) > 1)
    several.sort(key=lambda pair: -len(pair[0]))
    return [f"several of you want {quoted([topic for _, topic in several])}"] if several else []


def _brought(profile: Profile, circle: Sequence[int]) -> list[str]:
    """Who brings what somebody else of the circle wants; at most three of them."""
    found = []
    for i in circle:
        others = {topic.casefold() for j in circle if j != i for topic in profile.answers[j].wanted}
        brings = [topic for topic in profile.answers[i].offered if topic.casefold() in others]
        if brings:
            found.append(f"{profile.answers[i].shown} brings {listed([f'“{topic}”' for topic in brings[:2]])}")
    return found[:MOST_NAMED]


def _by_topic(said: Sequence[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, tuple[str, list[int]]] = {}
    for topic, i in said:
        found.setdefault(topic.casefold(), (topic, []))[1].append(i)
    return dict(found.values())
