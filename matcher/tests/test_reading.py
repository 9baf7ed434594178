"""What spreadsheets write is read; what cannot be read is told whole, and nothing of it is used."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matcher.encoding import people_from_csv, people_from_text
from matcher.errors import MatcherError
from matcher.misread import MOST_SHOWN, Misread
from matcher.people import People
from matcher.reading import Table, decode, read, read_csv, read_json

OTHERS = Path(__file__).parents[3] / "shared" / "data" / "import"
SPECTRUM = sorted((OTHERS / "csv-spectrum").glob("[!l]*.csv"))  # location_coordinates expects what it does not hold
PEOPLE = "id,name,topics wanted\namara,Amara,listening\nben,Bén,saying no\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encodings_of_spreadsheets_are_read(encoding):
    assert [row["name"] for row in read_csv(decode(PEOPLE.encode(encoding))).rows] == ["Amara", "Bén"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_separators_of_spreadsheets_are_read(separator, ending):
    text = PEOPLE.replace(",", separator).replace("\n", ending)

    assert [row["topics wanted"] for row in read_csv(text).rows] == ["listening", "saying no"]


def test_a_told_separator_is_believed():
    table = read_csv("sep=;\nid;topics wanted\nben;listening, budgets\n")

    assert table.rows[0]["topics wanted"] == "listening, budgets"
    assert table.rows[0].number == 3


def test_quotes_hold_separators_quotes_and_line_breaks():
    table = read_csv('id,topics wanted\nben,"a, ""b""\nc"\nchidi,d\n')

    assert [(row.number, row["topics wanted"]) for row in table.rows] == [(2, 'a, "b"\nc'), (3, "d")]


@pytest.mark.parametrize("heading", ["ID", " Id ", "E-Mail", "person"])
def test_headings_are_known_by_other_names(heading):
    assert read_csv(f"{heading},Wants\nben,rest\n").rows[0]["id"] == "ben"


def test_an_address_beside_an_id_is_not_used():
    table = read_csv("id,email,wants\nben,ben@example.org,rest\n")

    assert table.rows[0]["id"] == "ben"
    assert table.notes == ("The column “email” is not used.",)


def test_a_heading_that_is_nearly_right_is_asked_about():
    assert "Did you mean “topics wanted”?" in read_csv("id,topics wantd\nben,rest\n").notes[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "empty", id="an empty file"),
        pytest.param("\n , \n", "empty", id="blank rows only"),
        pytest.param("colour,size\nred,3\n", "no column “id” or “name”", id="no id"),
        pytest.param("id,wants,wanted\nben,a,b\n", "both mean “topics wanted”", id="two columns of one meaning"),
        pytest.param('id,wants\nben,"a\n', "do not pair up", id="a quotation mark left open"),
        pytest.param("id,wants\nben,a,b,c\n", "4 cells under 2 headings", id="too many cells"),
        pytest.param("id,wants\nben," + "a" * 40_000 + "\n", "40,000 characters", id="an endless cell"),
        pytest.param("id\nben\nBEN\n", "stands in row 2 already", id="an id twice"),
        pytest.param("id,name\n,Ben\n ,\n,", "", id="a name is enough"),
        pytest.param('id\nben\n""\n', "", id="a blank row is passed over"),
        pytest.param("id,wants\nben,rest:nan\n", "weight of “rest” is nan", id="a weight that is no number"),
        pytest.param("id,wants\nben,rest:-2\n", "weight of “rest” is -2", id="a weight below nothing"),
        pytest.param("id,wants\nben,rest:1e9\n", "weight of “rest” is 1e9", id="a weight beyond all others"),
        pytest.param("id,time zone\nben,Europe/Nowhere\n", "“Europe/Nowhere” is not known", id="an unknown zone"),
        pytest.param("id,time zone\nben,../../etc/passwd\n", "is not known", id="a path for a zone"),
        pytest.param("id,time zone\nben,Europe\n", "is not known", id="a folder for a zone"),
        pytest.param("id,hours\nben,Mon 9-9\n", "no whole hour", id="hours of no length"),
        pytest.param("id,hours\nben,whenever\n", "names no hours", id="hours that are words"),
        pytest.param("id,hours\nben,Mon 9-31\n", "not a time", id="hours of no clock"),
        pytest.param("id,not with\nben,chidi\n", "“chidi” is nobody in this file", id="apart from nobody"),
        pytest.param("id,wish for values\nben,maybe\n", "none of the wishes", id="a wish that is none"),
        pytest.param("id,takes part\nben,perhaps\n", "neither yes nor no", id="neither yes nor no"),
        pytest.param("id,values\nben,a;b;c;d;e;f;g;h;i\n", "9 values", id="too many values"),
    ],
)
def test_what_cannot_be_read_is_told(text, says):
    if not says:
        assert len(people_from_text(text)) == 1
        return
    with pytest.raises(Misread, match=r"Row \d+|The file") as refused:
        people_from_text(text)

    assert says in str(refused.value)
    assert all(trouble.what and trouble.do for trouble in refused.value.troubles)


def test_all_troubles_are_told_at_once_in_the_order_of_the_file():
    text = "id,wants,hours,time zone,not with\na,x:NaN,Mon 9-9,Nowhere,zed\na,y,,,\n"

    with pytest.raises(Misread) as refused:
        people_from_text(text)

    assert [(trouble.row, trouble.column) for trouble in refused.value.troubles] == [
        (2, "time zone"),
        (2, "wants"),
        (2, "hours"),
        (2, "not with"),
        (3, "id"),
    ]


def test_of_very_many_troubles_the_first_are_shown():
    with pytest.raises(Misread) as refused:
        people_from_text("id,hours\n" + "".join(f"p{k},never\n" for k in range(1500)))

    assert (len(refused.value.troubles), refused.value.count) == (MOST_SHOWN, 1500)
    assert str(refused.value).endswith("And 500 more like these.")


@pytest.mark.parametrize("raw", [b"PK\x03\x04\x00\x00\x00\x00\x9d\x81", b"PK\x03\x04\x00\x00", b"\xff\xfe\x00"])
def test_a_file_that_is_no_text_is_refused(raw):
    with pytest.raises(Misread, match="not a text file"):
        decode(raw)


def test_json_may_have_lists_and_weights():
    people = [{"id": "ben", "topics wanted": {"listening, well": 3}, "values": ["care"], "usual hours": ["Mon 9-12"]}]
    people += [{"id": "amara", "takes part": True, "season": 3}]

    table = read_json(json.dumps(people))

    assert table.rows[0]["topics wanted"] == "listening, well:3"
    assert [row["takes part"] for row in table.rows] == ["", "yes"]


@pytest.mark.parametrize(
    "text", ["{", "[1]", "[]", '[{"id": {"a": 1}}]', "[" * 100_000, '[{"id": "a", "values": [[1]]}]']
)
def test_json_that_is_no_list_of_people_is_refused(text):
    with pytest.raises(Misread):
        read_json(text)


def test_the_ending_and_the_beginning_tell_json(tmp_path):
    (tmp_path / "people.txt").write_text('[{"id": "ben"}]')

    assert people_from_csv(tmp_path / "people.txt").ids == ("ben",)
    assert People.from_csv(tmp_path / "people.txt").ids == ("ben",)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
@example(b"id\xff\xfe\nben\n")
def test_any_bytes_are_read_or_refused_in_words(raw):
    try:
        assert isinstance(read_csv(decode(raw)), Table)
    except Misread as refused:
        assert refused.troubles


CELL = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=25)
HEADINGS = (
    "id",
    "wants",
    "offers",
    "values",
    "season",
    "function",
    "languages",
    "zone",
    "hours",
    "band",
    "manager",
    "not with",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, min_size=len(HEADINGS), max_size=len(HEADINGS)), max_size=4))
def test_any_cells_become_people_or_are_refused_in_words(rows):
    from matcher.writing import table

    try:
        people = people_from_text(table(HEADINGS, rows))
        assert len(people) <= len(rows)
    except MatcherError as refused:
        assert str(refused)


@pytest.mark.skipif(not OTHERS.exists(), reason="the other projects' samples are not here")
@pytest.mark.parametrize("path", SPECTRUM, ids=lambda path: path.stem)
def test_the_edge_cases_of_csv_spectrum_give_the_cells_they_should(path):
    from matcher.reading import records_of

    headings, *rows = [cells for _, cells in records_of(decode(path.read_bytes()))]
    wanted = json.loads((path.parent / "expected_json" / f"{path.stem}.json").read_text())

    assert [dict(zip(headings, row, strict=True)) for row in rows if any(row)] == [
        row for row in wanted if any(row.values())
    ]


@pytest.mark.skipif(not OTHERS.exists(), reason="the other projects' samples are not here")
@pytest.mark.parametrize("column", HEADINGS)
def test_naughty_strings_in_any_column_are_read_or_refused_in_words(column):
    naughty = json.loads((OTHERS / "blns" / "blns.json").read_text())
    people = [{"id": f"p{k}", column: words} for k, words in enumerate(naughty)]

    try:
        assert len(people_from_text(json.dumps(people), is_json=True)) == len(naughty)
    except Misread as refused:
        assert refused.count


def test_a_file_that_is_too_large_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr("matcher.reading.LARGEST_FILE", 10)
    (tmp_path / "people.csv").write_text(PEOPLE)

    with pytest.raises(Misread, match="larger"):
        read(tmp_path / "people.csv")


def test_headings_of_ones_own_can_be_told(tmp_path):
    (tmp_path / "form.csv").write_text("Timestamp,Your name,What would you like to learn?\n1,Ben,rest\n2,Amara,rest\n")
    told = {"Your name": "name", "What would you like to learn?": "wants"}

    people = people_from_csv(tmp_path / "form.csv", columns=told)

    assert [list(one.wanted) for one in people.profile.answers] == [["rest"], ["rest"]]
    assert people.profile.notes[0] == "The column “Timestamp” is not used."


def test_a_table_without_topics_is_asked_about():
    assert "No column says what people want" in read_csv("name,My goals are\nBen,rest\n").notes[-1]


@pytest.mark.parametrize("told", [{"a": "colour"}, {"": "name"}])
def test_a_heading_can_only_mean_a_column(tmp_path, told):
    with pytest.raises(MatcherError, match="not a heading and a column"):
        people_from_csv(tmp_path / "form.csv", columns=told)
