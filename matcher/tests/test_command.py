"""The command as a facilitator meets it: a table in, pairs with reasons out, and plain words when something is wrong."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEAM = """\
Name;Topics wanted;Can help with;Department;Reports to;Not with
Amara;listening, saying no;budgets;Nursing;Dewi;
Ben;budgets;listening, remote meetings;Finance;;Chidi
Chidi;delegating, rest;public speaking;IT;Dewi;
Dewi;public speaking;delegating;IT;;
Efua;rest;rest;Law;Ben;
Farid;saying no;resting well;Law;;
"""


def matcher(*words, cwd, code=0):
    """What the command says on standard output, and on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "matcher", *map(str, words)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout, done.stderr


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with a table of a team, and its pairs."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "team.csv").write_text(TEAM)
    said, _ = matcher("pairs", "team.csv", "-o", "pairs.csv", "--certificate", "round.cert", cwd=folder)
    (folder / "said.txt").write_text(said)
    return folder


@pytest.fixture(scope="module")
def rows(desk):
    with (desk / "pairs.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_one_command_gives_pairs_with_reasons(desk, rows):
    out = (desk / "said.txt").read_text()

    assert out.startswith("6 people: 3 pairs, in ")
    assert "Proven and checked" in out and "█" in out
    assert len(rows) == 3
    assert all(row["why"].endswith(".") and row["satisfied 1"].endswith("%") for row in rows)
    assert {"Amara", "Ben", "Chidi", "Dewi", "Efua", "Farid"} == {row[f"person {k}"] for row in rows for k in (1, 2)}


def test_nobody_meets_their_own_line_or_whom_they_named(rows):
    pairs = {frozenset((row["person 1"], row["person 2"])) for row in rows}

    assert not pairs & {
        frozenset(pair) for pair in (("Amara", "Dewi"), ("Chidi", "Dewi"), ("Efua", "Ben"), ("Ben", "Chidi"))
    }


def test_the_result_and_its_proof_can_be_checked_later(desk):
    out, _ = matcher("check", "team.csv", "pairs.csv", "--certificate", "round.cert", cwd=desk)

    assert "All is well: 3 pairs" in out and "The proof holds" in out


def test_a_changed_result_does_not_hold(desk):
    text = (desk / "pairs.csv").read_text("utf-8-sig")
    (desk / "broken.csv").write_text(text.replace("Efua", "Amara", 1))

    _, err = matcher("check", "team.csv", "broken.csv", cwd=desk, code=1)

    assert "stands twice" in err


def test_other_people_do_not_fit_the_proof(desk):
    (desk / "other.csv").write_text(TEAM.replace("delegating, rest", "delegating"))

    _, err = matcher("check", "other.csv", "pairs.csv", "--certificate", "round.cert", cwd=desk, code=1)

    assert "made for other people" in err


def test_somebody_hears_their_reasons_and_one_sentence_on_others(desk, rows):
    one = rows[0]
    out, _ = matcher("explain", "team.csv", "pairs.csv", one["person 1"].lower(), cwd=desk)
    others = [name for name in ("Amara", "Ben", "Chidi", "Dewi", "Efua", "Farid") if name not in one.values()]
    said = {
        matcher("explain", "team.csv", "pairs.csv", one["person 1"], name, cwd=desk)[0].replace(name, "X", 1)
        for name in others
    }

    assert one["why"] in out
    assert len(said) == 1


def test_circles_in_one_command(desk):
    out, _ = matcher("circles", "team.csv", "--size", 3, "-o", "circles.csv", cwd=desk)
    checked, _ = matcher("check", "team.csv", "circles.csv", cwd=desk)

    assert out.startswith("6 people: ") and "Checked: every circle" in out
    assert "All is well" in checked
    assert (desk / "circles.csv").read_text("utf-8-sig").count("\n") == 7


def test_scripts_get_json(desk):
    pairs = json.loads(matcher("pairs", "team.csv", "--json", cwd=desk)[0])
    check = json.loads(matcher("check", "team.csv", "pairs.csv", "--certificate", "round.cert", "--json", cwd=desk)[0])

    assert len(pairs["pairs"]) == 3 and pairs["gap"] == 0
    assert check == {"holds": True, "groups": 3, "relaxed": 0, "proven": True}


def test_what_cannot_be_read_ends_with_3_and_writes_nothing(desk):
    (desk / "bad.csv").write_text("name,hours\nAmara,Mon 9-9\nBen,sometimes\n")

    out, err = matcher("pairs", "bad.csv", "-o", "bad-pairs.csv", cwd=desk, code=3)

    assert (out, (desk / "bad-pairs.csv").exists()) == ("", False)
    assert "Row 2, column “hours”" in err and "Row 3" in err and "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("pairs", "nowhere.csv"), 3, "No such file"),
        (("pairs", "team.csv", "--set", "colour=3"), 2, "is no setting"),
        (("pairs", "team.csv", "--zone", "Europe/"), 2, "not known"),
        (("circles", "team.csv", "--size", "12"), 2, "less than or equal to 8"),
        (("explain", "team.csv", "pairs.csv", "Gita"), 2, "Nobody is called"),
        (("check", "team.csv", "team.csv"), 3, "no table of pairs"),
        (("check", "team.csv", "pairs.csv", "--certificate", "team.csv"), 2, "no certificate"),
        (("pairs", "team.csv", "-o", "no/such/folder/pairs.csv"), 3, "No such file"),
    ],
)
def test_a_mistake_is_told_in_words(desk, words, code, says):
    _, err = matcher(*words, cwd=desk, code=code)

    assert says in err and "Traceback" not in err


@pytest.mark.parametrize("text", ["id\n", "id\nben\n", "id,not with\na,b\nb,a\n", "id,wants\na,x\na b,x\n"])
def test_none_one_or_nobody_who_may_is_an_answer(desk, text):
    (desk / "few.csv").write_text(text)

    out, _ = matcher("pairs", "few.csv", "-o", "few-pairs.csv", cwd=desk)
    matcher("circles", "few.csv", cwd=desk)

    assert "pair" in out


def test_help_and_mistakes_do_not_wait_for_the_solver(desk):
    code = "import sys, matcher.command, matcher.encoding; sys.exit('numba' in sys.modules)"

    assert (
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
        ).returncode
        == 0
    )


def test_plain_python_and_compiled_kernels_give_the_same(desk):
    matcher("sample", 80, "--seed", 3, "-o", "sample.csv", cwd=desk)
    answers = []
    for pure in ("0", "1"):
        os.environ["NUMBA_DISABLE_JIT"] = pure
        try:
            answers.append([matcher(verb, "sample.csv", "--json", cwd=desk)[0] for verb in ("pairs", "circles")])
        finally:
            del os.environ["NUMBA_DISABLE_JIT"]

    assert answers[0] == answers[1]


STOP_WHILE_WRITING = """
import os, signal, sys
import matcher.writing
from matcher.command import main
signal.signal(signal.SIGINT, signal.default_int_handler)
matcher.writing.os.fsync = lambda _: os.kill(os.getpid(), signal.SIGINT)
sys.argv = ["matcher", "pairs", "team.csv", "-o", "stopped.csv"]
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_while_writing_leaves_no_file(desk):
    stopped = subprocess.run(
        [sys.executable, "-c", STOP_WHILE_WRITING],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (stopped.returncode, list(desk.glob("*stopped*"))) == (130, [])
    assert stopped.stderr == "Stopped. Nothing was written.\n"
