"""The access policy as a page of the reference: python -m tests.access.print > docs/reference/access.md"""

from tests.access import policy as p

HEAD = """# Who may do what

Every address of the product, and who may use it. This page is made from `tests/access/policy.py`, to which the running
product is held: each address × method × actor × state of the partnership is asked, and every answer not named here must
be a refusal that changes nothing. "Not yours" and "not there" are the same bytes.

*Members* are the people of the partnership, both alike. *Ex-members* have left, *strangers* never were in it. An *ended
sign-in* is a browser that was signed in until its sign-in was ended elsewhere.

| address (by name) | read | write | only while |
| --- | --- | --- | --- |
"""


def who(may: p.May | None) -> str:
    if may is None:
        return "–"
    known = {p.ALL: "everybody", p.KNOWN: "whoever is signed in", p.MEMBERS: "members", p.ONLY_ME: "whose it is"}
    return known[may.who]


def when(declared: p.Address) -> str:
    states = (declared.post or declared.get or p.May(p.ALL)).states & declared.needs
    return "" if states == p.ANY else ", ".join(state for state in p.STATES if state in states)


def page() -> str:
    rows = [f"| `{name}` | {who(a.get)} | {who(a.post)} | {when(a)} |" for name, a in p.POLICY.items()]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(page(), end="")
