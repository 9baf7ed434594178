"""The texts under content/: their shapes, their totals, and equal time for two equals (INV-E3, INV-R1)."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

CONTENT = Path(__file__).parent.parent / "content"
STRUCTURES = sorted((CONTENT / "structures").glob("*.json"))
TEMPLATES = sorted((CONTENT / "templates").glob("*.json"))

LEADS = {"first", "second", "third", "both"}
MODES = {"talk", "ask", "silent", "write", "listen"}
PIECE = {"id", "title", "minutes", "mode", "prompts"}


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def pieces(structure: dict[str, Any]) -> list[dict[str, Any]]:
    return [piece for phase in structure["phases"] for piece in (phase, *phase.get("steps", []))]


def led_by(structure: dict[str, Any], lead: str) -> list[dict[str, Any]]:
    return [phase for phase in structure["phases"] if phase["lead"] == lead]


def without_ids(turn: list[dict[str, Any]]) -> list[Any]:
    """What a turn gives its owner: everything but the ids."""
    kept = ("title", "minutes", "mode", "prompts")
    return [[[piece[key] for key in kept] for piece in (phase, *phase.get("steps", []))] for phase in turn]


every_structure = pytest.mark.parametrize("path", STRUCTURES, ids=lambda path: path.stem)
every_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)


def test_all_thirteen_structures_are_there_with_the_lengths_they_are_known_by():
    lengths = [60, 60, 60, 48, 45, 20, 50, 40, 40, 45, 15, 50, 45]
    known = {f"dx-{number}": minutes for number, minutes in enumerate(lengths)}

    assert {path.stem: read(path)["total_minutes"] for path in STRUCTURES} == known


def test_the_two_structures_of_the_first_journey_are_there():
    assert {"dx-1": 60, "dx-5": 20}.items() <= {path.stem: read(path)["total_minutes"] for path in STRUCTURES}.items()


@every_structure
def test_a_structure_has_its_shape(path):
    structure = read(path)

    assert set(structure) == {"id", "language", "title", "about", "group_size", "total_minutes", "phases", "harvest"}
    assert structure["id"] == path.stem
    assert structure["group_size"] == len({phase["lead"] for phase in structure["phases"]} - {"both"}) in {2, 3}
    for phase in structure["phases"]:
        assert set(phase) - {"steps"} == PIECE | {"lead"}
        assert phase["lead"] in LEADS
        assert all(set(step) == PIECE for step in phase.get("steps", []))


@every_structure
def test_every_piece_lasts_whole_minutes_and_asks_something(path):
    for piece in pieces(read(path)):
        assert isinstance(piece["minutes"], int) and piece["minutes"] >= 1, piece["id"]
        assert piece["mode"] in MODES, piece["id"]
        assert piece["prompts"] and all(prompt == prompt.strip() and prompt for prompt in piece["prompts"])


@every_structure
def test_no_two_pieces_share_a_name(path):
    names = [piece["id"] for piece in pieces(read(path))]

    assert len(names) == len(set(names))


@every_structure
def test_the_minutes_add_up(path):
    structure = read(path)

    assert sum(phase["minutes"] for phase in structure["phases"]) == structure["total_minutes"]
    for phase in structure["phases"]:
        if "steps" in phase:
            assert sum(step["minutes"] for step in phase["steps"]) == phase["minutes"], phase["id"]


@every_structure
def test_all_members_get_the_same_time_and_the_same_turn(path):
    structure = read(path)
    first, *others = [led_by(structure, lead) for lead in ("first", "second", "third")[: structure["group_size"]]]

    assert sum(phase["minutes"] for phase in first) > 0
    assert all(without_ids(other) == without_ids(first) for other in others)


@every_structure
def test_the_words_of_a_structure_fit_two_and_three(path):
    structure = read(path)
    words = [structure["about"], *(question["question"] for question in structure["harvest"])]
    words += [sentence for piece in pieces(structure) for sentence in (piece["title"], *piece["prompts"])]

    for sentence in words:
        assert not re.search(
            r"\b(partners?|both|two of (us|you)|the other|first turn|second turn)\b", sentence, re.I
        ), sentence
    assert "minutes for each" not in structure["about"]


@every_structure
def test_a_harvest_asks_for_a_learning_an_intention_and_a_thank_you(path):
    assert [question["id"] for question in read(path)["harvest"]] == ["learning", "intention", "thanks"]


def clauses() -> list[dict[str, Any]]:
    return list(read(CONTENT / "clauses" / "en.json")["clauses"])


def test_the_twenty_eight_clauses_are_there_in_order():
    assert [clause["id"] for clause in clauses()] == [f"CL-{number:02}" for number in range(1, 29)]


def test_a_clause_has_its_shape():
    for clause in clauses():
        assert set(clause) - {"strictness"} == {"id", "title", "question", "required", "options"}, clause["id"]
        assert clause["question"].endswith("?"), clause["id"]
        assert len(set(clause["options"])) == len(clause["options"]), clause["id"]


def test_what_can_be_tightened_says_how_strict_each_wording_is():
    tightenable = {clause["id"]: clause for clause in clauses() if "strictness" in clause}

    assert set(tightenable) >= {"CL-02", "CL-08", "CL-09", "CL-13", "CL-18", "CL-20", "CL-21", "CL-23", "CL-28"}
    for clause in tightenable.values():
        assert len(clause["strictness"]) == len(clause["options"]), clause["id"]
        assert len(set(clause["strictness"])) == len(clause["strictness"]), clause["id"]


def test_what_is_needed_before_a_trial_is_marked():
    needed = {clause["id"] for clause in clauses() if clause["required"]}
    wanted = [
        "01",
        "02",
        "03",
        "04",
        "05",
        "07",
        "08",
        "09",
        "10",
        "11",
        "12",
        "17",
        "19",
        "21",
        "22",
        "25",
        "26",
        "27",
        "28",
    ]

    assert needed == {f"CL-{number}" for number in wanted}


def test_silence_has_a_text_of_its_own_and_one_for_each_profession():
    professions = read(CONTENT / "clauses" / "en.json")["professions"]

    assert professions["clause"] == "CL-10"
    assert {one["id"] for one in professions["texts"]} == {"health", "school", "safeguarding", "young"}


def test_the_five_templates_are_there():
    assert {path.stem for path in TEMPLATES} == {"quick", "usual", "formal", "walking", "cross-company"}


@every_template
def test_a_template_has_its_shape(path):
    template, known = read(path), {clause["id"] for clause in clauses()}

    assert set(template) == {"id", "language", "title", "about", "clauses"}
    assert template["id"] == path.stem
    ids = [clause["id"] for clause in template["clauses"]]
    assert ids == sorted(set(ids))
    assert set(ids) <= known


@pytest.mark.parametrize("name", ["usual", "formal", "cross-company"])
def test_a_full_template_has_every_clause_that_is_needed(name):
    there = {clause["id"] for clause in read(CONTENT / "templates" / f"{name}.json")["clauses"]}

    assert {clause["id"] for clause in clauses() if clause["required"]} <= there


def test_the_words_of_clauses_and_templates_fit_two_and_three():
    texts = [option for clause in clauses() for option in clause["options"]]
    texts += [one["words"] for path in TEMPLATES for one in read(path)["clauses"]]

    for text in texts:
        assert not re.search(r"\b(both|my partner|the other|the two of us)\b|\b[Ee]ither of us\b", text), text


def test_the_quick_agreement_has_five_lines():
    assert len(read(CONTENT / "templates" / "quick.json")["clauses"]) == 5


def test_words_are_one_flat_object_of_sentences():
    for path in (CONTENT / "words").glob("*.json"):
        assert all(isinstance(sentence, str) and sentence for sentence in read(path).values()), path.name


CHARTERS = sorted((CONTENT / "charter").glob("*.json"))
KIT = sorted((CONTENT / "kit").glob("*.json"))


@pytest.mark.parametrize("path", CHARTERS, ids=lambda path: path.stem)
def test_a_charter_has_fourteen_promises_and_says_who_holds_each(path):
    charter = read(path)

    assert [one["id"] for one in charter["promises"]] == [f"OP-{number}" for number in range(1, 15)]
    for one in charter["promises"]:
        assert one["held_by"] in {"software", "people", "nobody"}
        assert (one["held_by"] == "software") == ("test" in one)
        assert one["words"].endswith(".") and one["how"].endswith(".")


@pytest.mark.parametrize("path", CHARTERS, ids=lambda path: path.stem)
def test_each_test_that_holds_a_promise_exists(path):
    for one in read(path)["promises"]:
        place, _, name = one.get("test", "").partition("::")
        assert (CONTENT.parent / place).exists(), one["id"]
        assert not name or f"def {name}(" in (CONTENT.parent / place).read_text(encoding="utf-8"), one["id"]


@pytest.mark.parametrize("path", KIT, ids=lambda path: path.stem)
def test_a_text_of_the_start_kit_has_its_shape(path):
    text = read(path)

    assert set(text) == {"id", "language", "title", "about", "sections"}
    assert text["id"] == path.stem
    assert all(section["title"] and all(section["words"]) for section in text["sections"])


def test_the_kick_off_takes_forty_five_minutes():
    titles = [section["title"] for section in read(CONTENT / "kit" / "kick-off.json")["sections"]]
    spans = [[int(word) for word in title.split() if word.isdecimal()] for title in titles]

    assert spans[0][0] == 0 and spans[-1][1] == 45
    assert all(one[1] == other[0] for one, other in pairwise(spans))


def test_there_are_a_hundred_and_sixty_questions_of_our_own_for_every_purpose_and_phase():
    bank = read(CONTENT / "questions" / "en.json")
    purposes, phases = [{one["id"] for one in bank[name]} for name in ("purposes", "phases")]
    questions = bank["questions"]

    assert len(questions) >= 150
    assert len({one["id"] for one in questions}) == len({one["words"] for one in questions}) == len(questions)
    assert {(one["purpose"], one["phase"]) for one in questions} == {(a, b) for a in purposes for b in phases}
    for one in questions:
        assert set(one) == {"id", "purpose", "phase", "words"}
        assert one["id"].startswith(one["purpose"] + "-")
        assert one["words"].endswith(("?", ".")) and len(one["words"]) <= 100, one["id"]
        assert not re.search(r"\b(must not|fail(ed|ure)?|weak(ness)?|boss)\b", one["words"], re.I), one["id"]


def test_the_ten_skills_have_an_idea_a_drill_and_something_to_check():
    skills = read(CONTENT / "skills" / "en.json")["skills"]

    assert len(skills) == 10
    assert [one["id"] for one in skills if one["early"]] == ["listening", "asking", "mirroring", "urges"]
    for one in skills:
        assert set(one) == {"id", "title", "idea", "drill", "minutes", "checks", "early"}
        assert (
            1 <= one["minutes"] <= 15
            and one["checks"]
            and all(check.startswith(("I ", "They ", "My ", "Most ")) for check in one["checks"])
        )
