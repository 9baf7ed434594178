"""The life of a partnership as a page of the reference: python -m tests.transitions > docs/reference/transitions.md"""

from fermata.partnerships.rules import life

WORDS = {
    "accepted": "all have said yes, within 14 days",
    "lapsed": "“not now”, or 14 days; nobody can tell which",
    "came_to_nothing": "introduced, and after three weeks not all wished to go on",
    "signed": "all have signed the same words",
    "carried_on": "two meetings, and a yes from each, given unseen",
    "met_often": "six meetings",
    "time": "time passes",
    "held": "a member holds",
    "back": "all are ready, each said unseen",
    "renewed": "all choose to go on as they are",
    "new_rhythm": "all choose to go on, some in another rhythm",
    "finishing": "somebody would rather part",
    "closing": "a member begins to part",
    "status_changed": "one has come to decide over the other",
    "day_to_part": "the fourteen days after that are over",
    "met": "they meet",
    "waived": "a member needs no last meeting",
    "left": "a member leaves",
    "protected": "a member protects themselves",
}
HEAD = """# The life of a partnership

This page is made from the table in `fermata/partnerships/rules/life.py`, which is the whole of it: what does not stand
there does not happen. A test compares the two. Each step is a row, a `Passage`, with its moment and its cause; who
brought it about is not kept.

```mermaid
stateDiagram-v2
    [*] --> proposed
"""
MIDDLE = """    closed --> [*]
    ended --> [*]
    protected --> [*]
```

*As before* leads to where they were: after a hold to the phase before it, after a review to the one they worked in last.
Where words have been signed by all meanwhile, contracting is passed at once, and the trial begins.
From every living phase, one call holds, leaves or protects. Protecting is written down as leaving: the same row, the same
sentence, the same bytes for the others; that it was more stands on the private list of who left, which only they can see.

| from | when | to | by time after |
| --- | --- | --- | --- |
"""


def days(phase: life.Phase, event: life.Event) -> str:
    if event != life.Event.TIME:
        return ""
    return f"{life.PATIENCE[phase].days} days"


def to(phase: life.Phase | None) -> str:
    return "as before" if phase is None else str(phase)


def page() -> str:
    steps = list(life.TABLE.items())
    spread = {life.Event.HELD, life.Event.CLOSING, life.Event.STATUS_CHANGED, life.Event.LEFT, life.Event.PROTECTED}
    lines = []
    for (phase, event), after in steps:
        if event in spread and phase != life.Phase.ACTIVE:
            continue
        ends = [life.Phase.CONTRACTING, life.Phase.TRIAL, life.Phase.ACTIVE] if after is None else [after]
        lines += [f"    {phase} --> {end}: {event}" for end in ends]
    rows = [f"| {p} | {WORDS[e]} | {to(after)} | {days(p, e)} |" for (p, e), after in steps]
    questions = [f"| {phase} | {', '.join(words)} |" for phase, words in life.QUESTIONS.items()]
    return (
        HEAD
        + "\n".join(lines)
        + "\n    note right of active: every living phase can be held, closed, left and protected like this one\n"
        + MIDDLE
        + "\n".join(rows)
        + f"\n\nAfter a change of status it closes in {life.STATUS_CHANGE_PATIENCE.days} days.\n\n"
        + "## What each is asked, unseen\n\n| in | each may answer |\n| --- | --- |\n"
        + "\n".join(questions)
        + "\n\nAnswers take effect when all have given theirs, and are erased then. Until that moment no page, letter, stream or"
        + "\ncounter of another member depends on them.\n"
    )


if __name__ == "__main__":
    print(page(), end="")
