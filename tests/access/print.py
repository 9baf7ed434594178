"""The access policy as a page of the reference: python -m tests.access.print > docs/reference/access.md"""

from tests.access import introductions as i
from tests.access import policy as p
from tests.access.programmes import EVERYBODY_IN_IT, ORGANISERS, PROGRAMMES, SPONSORS

HEAD = """# Who may do what

Every address of the product, and who may use it. This page is made from `tests/access/policy.py`, to which the running
product is held: each address × method × actor × state of the partnership or programme is asked, and every answer not named here must
be a refusal that changes nothing. "Not yours" and "not there" are the same bytes.

*Members* are the people of the partnership, both alike. *Ex-members* have left, *strangers* never were in it. An *ended
sign-in* is a browser that was signed in until its sign-in was ended elsewhere. *Participants* have joined the programme;
before it opens there are none. *Organisers*, the *sponsor* and the *guardian* look after it; when it has ended nobody does.
An organiser of another organisation is a stranger here, and each of them is a stranger to every partnership.

| address (by name) | read | write | only while |
| --- | --- | --- | --- |
"""


LABELS = {
    p.ALL: "everybody",
    p.KNOWN: "whoever is signed in",
    p.MEMBERS: "members",
    p.ONLY_ME: "whose it is",
    p.PARTICIPANTS: "participants",
    p.ROLES: "those who look after it",
    EVERYBODY_IN_IT: "participants and those who look after it",
    ORGANISERS: "organisers",
    SPONSORS: "sponsor",
    ORGANISERS | SPONSORS: "organisers and sponsor",
}
OF_INTRODUCTIONS = LABELS | {
    i.BOTH: "the two who are put to each other",
    i.TAKING_PART: "participants",
    i.FINDERS: "participants who see that person",
    i.TAKING_PART | p.ROLES: "participants and those who look after it",
}
"""The same actors stand in both: partners there, two who are put to each other here."""


def who(may: p.May | None, *, name: str) -> str:
    if may is None:
        return "–"
    return (OF_INTRODUCTIONS if name in i.INTRODUCTIONS else LABELS)[may.who]


def when(declared: p.Address) -> str:
    states = (declared.post or declared.get or p.May(p.ALL)).states
    states = states if states <= i.ALL_STATES else states & declared.needs
    every = (*p.STATES, *p.PROGRAMME_STATES, *i.INTRODUCTION_STATES)
    return "" if states in {p.ANY, i.ALL_STATES} else ", ".join(one for one in every if one in states)


EVERYTHING = p.POLICY | PROGRAMMES | i.INTRODUCTIONS


def page() -> str:
    rows = [
        f"| `{name}` | {who(a.get, name=name)} | {who(a.post, name=name)} | {when(a)} |"
        for name, a in EVERYTHING.items()
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(page(), end="")
