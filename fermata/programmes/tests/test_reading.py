"""Lists as people have them: every encoding, every separator, and errors that say where and what to do."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fermata.programmes import reading
from fermata.programmes.reading import defuse, read_addresses, read_lines, read_pasted

TABLE = "Name;E-Mail;Abteilung\r\nJürgen Öz;oez@example.org;Küche\r\nAmélie;amelie@example.org;Büro\r\n"
BOTH = ["oez@example.org", "amelie@example.org"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_it_reads_what_spreadsheets_write(encoding):
    assert read_addresses(TABLE.encode(encoding)).addresses == BOTH


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_it_finds_what_separates_cells_and_lines(separator, end):
    table = TABLE.replace(";", separator).replace("\r\n", end)

    assert read_addresses(table.encode()).addresses == BOTH


def test_excel_may_name_its_separator_and_rows_keep_their_numbers():
    read = read_addresses(b"sep=|\r\nemail|note\r\nben@example.org|a;b;c;d\r\nwrong|x\r\n")

    assert [(fault.row, fault.column) for fault in read.faults] == [(4, 1)]


@pytest.mark.parametrize("head", ["email", "E-Mail", "e-mail address", "EMAIL ADDRESS", "Mail", "Adresse", "courriel"])
def test_it_knows_the_column_by_its_name(head):
    assert read_addresses(f"who,{head}\nboss@elsewhere.example,ben@example.org\n".encode()).addresses == [
        "ben@example.org"
    ]


def test_a_list_without_a_head_is_read_from_its_first_row():
    assert read_addresses(b"Ben,ben@example.org\nAmara,amara@example.org\n").addresses == [
        "ben@example.org",
        "amara@example.org",
    ]


def test_an_address_counts_once_however_it_is_written():
    read = read_addresses(b"email\nben@example.org\n BEN@Example.org \nmailto:ben@example.org\n")

    assert (read.addresses, read.repeated) == (["ben@example.org"], 2)


def test_a_cell_may_hold_lines_and_separators_and_the_next_row_is_still_right():
    read = read_addresses(b'name,email\n"Ben,\nthe second",ben@example.org\nx,wrong\n')

    assert read.addresses == ["ben@example.org"]
    assert [(fault.row, fault.column) for fault in read.faults] == [(4, 2)]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", reading.NOTHING),
        (b"\n \n", reading.NOTHING),
        (b"email\n", reading.NOTHING),
        (b"name,town\nBen,Lagos\n", reading.NO_COLUMN),
        (b"email,town\n,Lagos\n", reading.EMPTY),
        (b"email\nben at example\n", reading.NOT_AN_ADDRESS),
        (b"email\nben@@example.org\n", reading.NOT_AN_ADDRESS),
        (b"email\nben@example\n", reading.NOT_AN_ADDRESS),
        (b"email\nben..x@example.org\n", reading.NOT_AN_ADDRESS),
        (b"PK\x03\x04\x00\x00\x00\x00email\x00", reading.NOT_A_LIST),
        (b'email\n"' + b"x" * 200_000, reading.LONG_CELL),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(content, what):
    assert [fault.what for fault in read_addresses(content).faults] == [what]


def test_of_many_faults_a_thousand_are_shown_and_all_are_counted():
    read = read_addresses(b"email\n" + b"wrong\n" * 5_000)

    assert (len(read.faults), read.faults_in_all) == (1_000, 5_000)


def test_what_is_said_repeats_nothing_of_the_list():
    read = read_addresses(b"email\n<script>canary</script>\n")

    assert "canary" not in str([str(fault.what) for fault in read.faults])


@pytest.mark.parametrize(
    "text",
    [
        "ben@example.org\namara@example.org",
        "ben@example.org, amara@example.org",
        "ben@example.org;amara@example.org;",
        "Ben <ben@example.org>, Amara <amara@example.org>",
        '"Okoro, Ben" <ben@example.org>; Okafor, Amara <amara@example.org>',
        "ben@example.org, Amara <amara@example.org>",
        "  ben@example.org amara@example.org\n\n",
    ],
)
def test_pasted_addresses_are_found_however_they_are_written(text):
    read = read_pasted(text)

    assert (sorted(read.addresses), read.faults) == (["amara@example.org", "ben@example.org"], [])


def test_who_reports_to_whom():
    read = read_lines(b"manager email;email;name\n;efua@example.org;E\nefua@example.org;ben@example.org;B\n")

    assert (read.lines, read.faults) == ([("ben@example.org", "efua@example.org")], [])


def test_a_line_to_oneself_is_left_out_and_counted():
    read = read_lines(b"email,manager\nben@example.org,ben@example.org\n")

    assert (read.lines, read.to_oneself, read.faults) == ([], 1, [])


@pytest.mark.parametrize("content", [b"email\nben@example.org\n", b"a,b\nc,d\n", b"ben@example.org,efua@example.org\n"])
def test_lines_need_two_named_columns(content):
    assert [fault.what for fault in read_lines(content).faults] == [reading.NO_MANAGERS]


@settings(max_examples=400)
@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xfe\xff\x00")
@example(b'"')
@example(b"sep=\n\n")
@example(b"email\r\n\x00")
def test_no_bytes_break_it(content):
    """Whatever is sent: either addresses, or faults that say what to do. Never an exception, never neither."""
    for read in (read_addresses(content), read_lines(content), read_pasted(content.decode("latin-1"))):
        assert read.addresses or read.faults


@given(st.text(max_size=30))
def test_no_exported_cell_is_a_formula(cell):
    assert not defuse(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert defuse(cell).endswith(cell)


@pytest.mark.parametrize(
    "cell",
    ["a@b.co", "' a@b.co", "'a@b.co '", "mailto: a@b.co", "Ann <a@b.co>", "Ann <mailto: a@b.co>", "'Ann <a@b.co> '"],
)
def test_a_cell_says_the_same_address_however_it_is_wrapped(cell):
    assert read_addresses(f"email\n{cell}\n".encode()).addresses == ["a@b.co"]


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (read_pasted, "ben.example.org"),
        (lambda cell: read_addresses(f"name,email\nBen,{cell}\n".encode()), "ben @ example"),
        (lambda cell: read_lines(f"email,manager\n{cell},dewi@example.org\n".encode()), "ben.example.org"),
    ],
)
def test_what_cannot_be_read_is_named(read, cell):
    assert [fault.found for fault in read(cell).faults] == [cell]


def test_what_is_repeated_is_short_and_turns_no_page_around():
    found = [fault.found for fault in read_addresses(f"email\n\u202e{'x' * 60}\n{'y' * 61}\n\x07\n".encode()).faults]

    assert found == ["x" * 60, "y" * 59 + "…", ""]
