"""Files are whole or not there; no cell becomes a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.writing import FORMULA, table, write, write_bytes


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=2, max_size=2)))
def test_cells_come_back_and_start_no_formula(rows):
    back = list(csv.reader(io.StringIO(table(["a", "b"], rows), newline=""), strict=True))[1:]

    assert all(not cell.startswith(FORMULA) for row in back for cell in row)
    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [c.removeprefix("'") for c in row] for row in rows
    ]


def test_spreadsheets_are_told_the_encoding(tmp_path):
    write(tmp_path / "pairs.csv", "é")

    assert (tmp_path / "pairs.csv").read_bytes() == b"\xef\xbb\xbf\xc3\xa9"


def test_a_stop_while_writing_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    target = tmp_path / "pairs.csv"
    write(target, "old")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("matcher.writing.os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write(target, "new")

    assert target.read_text("utf-8-sig") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_keeps_its_rights_and_a_link_its_place(tmp_path):
    target, link = tmp_path / "pairs.csv", tmp_path / "link.csv"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)

    write_bytes(link, b"new")

    assert (target.read_bytes(), target.stat().st_mode & 0o777, link.is_symlink()) == (b"new", 0o640, True)
