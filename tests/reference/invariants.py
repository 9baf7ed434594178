"""What always holds, and the test that would turn red."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAD = """# What always holds

Equal, voluntary, reciprocal, confidential, in the open: each of these is said here as a rule with a name, and each name
leads to tests that turn red when somebody breaks it. A comment in the code names a rule like this: `INV-V2`. The page is
made by `python -m tests.reference`, and a test sees to it that every test it names exists.
"""
NOT_THERE = "nothing to hold"


@dataclass(frozen=True)
class Invariant:
    """Its tests are `file::test`; without any, `because` says why there is nothing to test."""

    name: str
    says: str
    tests: tuple[str, ...] = ()
    because: str = ""


LIVES, JOURNEYS, INTRODUCTIONS = "tests/lives", "tests/journeys", "tests/introductions"
PROGRAMMES, CALENDAR, PARTNERSHIPS = (f"fermata/{room}/tests" for room in ("programmes", "calendar", "partnerships"))

GROUPS: dict[str, list[Invariant]] = {
    "Equal": [
        Invariant(
            "INV-E1",
            "What one member may do, every other may do, and it has the same effect. Whoever began has no more rights.",
            (
                f"{LIVES}/test_symmetry.py::test_what_one_may_do_the_other_may_do_and_it_changes_the_same",
                f"{PARTNERSHIPS}/test_actions.py::test_a_partnership_needs_two_yeses_and_makes_two_equals",
            ),
        ),
        Invariant(
            "INV-E2",
            "Nobody is a partner of somebody whose work they decide over, at any distance.",
            (
                f"{INTRODUCTIONS}/test_any_order.py::test_in_any_order",
                f"{PARTNERSHIPS}/test_links_apart.py::test_partners_have_fourteen_days_when_one_comes_to_decide_over_the_other",
                f"{PROGRAMMES}/test_lines.py::test_a_line_counts_in_both_directions_and_at_any_distance",
            ),
        ),
        Invariant(
            "INV-E3",
            "Every plan of a meeting gives all the same time, or all have said yes to its being one-sided; what is owed "
            "is offered back.",
            (
                "tests/test_content.py::test_all_members_get_the_same_time_and_the_same_turn",
                "fermata/sessions/between/plans.test.ts::whatever is edited row by row stays equal, or is refused",
                "fermata/sessions/between/balance.test.ts::half an hour against twenty minutes is offered back, and a minute is not",
            ),
        ),
        Invariant("INV-E4", "Nobody is rated: no stars, scores or badges about a person.", because="no field, page or file holds one; the [data map](data-map.md) is the whole of what is kept"),
        Invariant("INV-E5", "Titles and ranks stand nowhere between partners.", because="the server knows a name and an address of each, and no title; the [data map](data-map.md) is compared with the database"),
    ],
    "Voluntary": [
        Invariant(
            "INV-V1",
            "A partnership takes a yes from each; nobody can say it for another.",
            (
                f"{PARTNERSHIPS}/test_actions.py::test_a_partnership_needs_two_yeses_and_makes_two_equals",
                f"{LIVES}/test_afterwards.py::test_a_three_needs_three_yeses",
                f"{PROGRAMMES}/test_guests.py::test_nobody_is_enrolled_by_another",
                f"{INTRODUCTIONS}/test_any_order.py::test_in_any_order",
            ),
        ),
        Invariant(
            "INV-V2",
            "To decline, to ignore and to let lapse look the same to everybody else.",
            (
                f"{INTRODUCTIONS}/test_silence.py::test_declined_ignored_and_lapsed_are_the_same_to_everybody_else",
                f"{PROGRAMMES}/test_guests.py::test_organisers_see_the_same_afterwards_and_in_later_lists",
                f"{PARTNERSHIPS}/test_links_apart.py::test_the_page_is_the_same_as_for_a_link_that_was_withdrawn",
            ),
        ),
        Invariant(
            "INV-V3",
            "Leaving takes two clicks, works at any time, and no reason is kept.",
            (
                f"{LIVES}/test_life.py::test_leaving_and_protecting_succeed_from_every_phase_in_one_call",
                f"{PARTNERSHIPS}/test_actions.py::test_leaving_is_immediate_and_keeps_no_reason",
                f"{PROGRAMMES}/test_joining.py::test_leaving_takes_two_clicks_and_leaves_nothing",
                "fermata/people/tests/test_leaving.py::test_two_steps_and_nothing_to_type",
            ),
        ),
        Invariant(
            "INV-V4",
            "No page, file or number tells an organiser, a sponsor or a manager what a single person does.",
            (
                f"{PROGRAMMES}/test_same_page.py::test_nothing_anybody_does_changes_it",
                f"{PROGRAMMES}/test_joining.py::test_nobody_else_sees_who_takes_part",
                f"{PROGRAMMES}/test_guests.py::test_nor_does_joining_leaving_or_deleting_the_account_change_what_a_list_says",
            ),
        ),
        Invariant("INV-V5", "Each consent stands alone and is as easy to take back as to give.", because="there are no evaluations to consent to; the yes to a charter is taken back by leaving"),
        Invariant("INV-V6", "Whoever refuses an evaluation loses nothing.", because="there are no evaluations"),
        Invariant(
            "INV-V7",
            "One reminder for an event at most, none if one likes, and no word in it about anybody else.",
            (
                f"{CALENDAR}/test_reminders.py::test_each_is_reminded_once",
                f"{CALENDAR}/test_reminders.py::test_who_wants_none_gets_none_and_the_other_does",
                f"{CALENDAR}/test_reminders.py::test_a_reminder_says_when_and_nothing_of_anybody",
                "tests/calendar/test_clock_jumps.py::test_nobody_is_reminded_twice",
            ),
        ),
    ],
    "Reciprocal": [
        Invariant("INV-R1", "Every kind of talk has a turn for each.", ("tests/test_content.py::test_all_members_get_the_same_time_and_the_same_turn",)),
        Invariant(
            "INV-R2",
            "What is shown to one of the other is shown to the other of the one, and the same kind of thing.",
            (
                f"{LIVES}/test_symmetry.py::test_what_one_may_do_the_other_may_do_and_it_changes_the_same",
                f"{CALENDAR}/test_hours.py::test_both_see_the_same_suggestions_and_nobody_sees_a_week",
            ),
        ),
        Invariant("INV-R3", "No money, points or credits.", because="nothing in the database could hold them"),
    ],
    "Confidential": [
        Invariant(
            "INV-C1",
            "What people write is read by its author and by those the author named.",
            (
                f"{JOURNEYS}/test_canaries.py::test_nothing_is_in_what_the_server_keeps",
                f"{JOURNEYS}/test_canaries.py::test_nothing_is_in_the_memory_of_the_server",
                f"{JOURNEYS}/test_canaries.py::test_a_text_that_came_unsealed_is_refused_and_leaves_no_trace",
            ),
        ),
        Invariant(
            "INV-C2",
            "No organiser, sponsor, guardian or operator has a way to it.",
            (
                "tests/access/test_matrix.py::test_the_matrix",
                "tests/access/test_programmes.py::test_whoever_looks_after_a_programme_has_no_way_to_what_partners_share",
            ),
        ),
        Invariant(
            "INV-C3",
            "An organiser sees how many were invited, from twenty on, and not who is with whom.",
            (
                f"{PROGRAMMES}/test_same_page.py::test_everybody_sees_the_same_bytes_as_the_organiser",
                f"{PROGRAMMES}/test_same_page.py::test_the_number_of_people_invited_is_the_organisers_own",
                f"{PROGRAMMES}/test_same_page.py::test_no_number_is_said_before_twenty_are_invited",
            ),
        ),
        Invariant(
            "INV-C4",
            "No word of anybody's stands in a letter, a calendar, an address or a log.",
            (
                f"{JOURNEYS}/test_canaries.py::test_nothing_is_in_a_letter_or_on_a_page_that_says_no",
                f"{JOURNEYS}/test_canaries.py::test_nothing_was_sent",
                "tests/calendar/test_canaries.py::test_letters_and_feeds_say_when_and_no_more",
            ),
        ),
        Invariant(
            "INV-C5",
            "Small numbers of people are told to nobody: none is said where fewer than twenty are invited.",
            (
                f"{PROGRAMMES}/test_rules.py::test_a_number_is_said_from_twenty_invited_people_on",
                f"{PROGRAMMES}/test_same_page.py::test_no_number_is_said_before_twenty_are_invited",
            ),
        ),
        Invariant("INV-C6", "How a meeting was for one is one's own for ever.", because="such an answer lies sealed in one's own space, as INV-C1 says, and is put together with nobody else's"),
        Invariant(
            "INV-C7",
            "Nothing shown to one depends on what another has not told: the same bytes, letters and moments.",
            (
                f"{LIVES}/test_non_interference.py::test_an_answer_is_seen_by_nobody_before_all_have_answered",
                f"{LIVES}/test_non_interference.py::test_leaving_and_protecting_are_the_same_to_the_other_in_every_phase",
                f"{LIVES}/test_life.py::test_what_is_said_unseen_moves_no_screen",
                "tests/calendar/test_canaries.py::test_a_partners_pages_are_the_same_whatever_else_one_has_to_do",
            ),
        ),
        Invariant(
            "INV-C8",
            "Whoever wrote something can delete it, and what follows from it goes too.",
            (
                "tests/test_leaving.py::test_nothing_that_leads_to_her_is_left",
                "tests/test_leaving.py::test_when_ben_leaves_too_nothing_at_all_is_left",
                f"{INTRODUCTIONS}/test_canaries.py::test_deleting_an_account_leaves_nothing_of_it",
            ),
        ),
        Invariant(
            "INV-C9",
            "Nothing is recorded or guessed about anybody, and nothing goes to others' services.",
            (
                "tests/test_headers.py::test_the_policy_is_the_one_that_was_proven",
                "tests/test_headers.py::test_pages_bring_nothing_from_elsewhere_and_no_code_inline",
            ),
        ),
        Invariant(
            "INV-C10",
            "There is no key under glass: whoever runs the site cannot open what is sealed.",
            (
                f"{JOURNEYS}/test_canaries.py::test_nothing_is_in_what_the_server_keeps",
                f"{JOURNEYS}/test_canaries.py::test_a_closed_space_leaves_nothing_in_the_browser_or_its_profile_on_disk",
            ),
        ),
    ],
    "In the open": [
        Invariant(
            "INV-T1",
            "Charter and agreement have versions; a changed charter waits fourteen days and takes a new yes.",
            (
                f"{PROGRAMMES}/test_charter.py::test_a_change_waits_fourteen_days",
                f"{PROGRAMMES}/test_charter.py::test_silence_keeps_the_promises_one_has",
                f"{PARTNERSHIPS}/test_actions.py::test_the_old_words_hold_until_both_have_signed_the_new",
            ),
        ),
        Invariant(
            "INV-T2",
            "Who can read what is said where it is written, and anybody can look as the organiser does.",
            (
                f"{PROGRAMMES}/test_same_page.py::test_it_is_made_by_the_same_questions",
                f"{INTRODUCTIONS}/test_canaries.py::test_a_stranger_is_sent_exactly_what_the_preview_shows",
            ),
        ),
        Invariant(
            "INV-T3",
            "What those with a role do is noted where all who take part can read it.",
            (f"{PROGRAMMES}/test_lines.py::test_deleting_them_is_at_once_and_everybody_is_told",),
        ),
        Invariant("INV-T4", "Those who answered an evaluation read its results before anybody else.", because="there are no evaluations"),
        Invariant(
            "INV-T5",
            "What is suggested says why.",
            ("fermata/introductions/tests/test_rules.py::test_reasons_in_words",),
        ),
    ],
}  # fmt: skip


def page() -> str:
    text = HEAD
    for group, invariants in GROUPS.items():
        text += f"\n## {group}\n\n| name | what holds | held by |\n| --- | --- | --- |\n"
        text += "".join(f"| {one.name} | {one.says} | {held_by(one)} |\n" for one in invariants)
    return text


def held_by(invariant: Invariant) -> str:
    if not invariant.tests:
        return f"{NOT_THERE}: {invariant.because}"
    return "<br>".join(
        f"`{file}`: {name.removeprefix('test_').replace('_', ' ')}" for file, _, name in split(invariant)
    )


def split(invariant: Invariant) -> list[tuple[str, str, str]]:
    return [test.partition("::") for test in invariant.tests]


def missing() -> list[str]:
    """Tests that are named here and are nowhere."""
    return [
        f"{file}::{name}"
        for group in GROUPS.values()
        for one in group
        for file, _, name in split(one)
        if not is_there(ROOT / file, name)
    ]


def is_there(file: Path, name: str) -> bool:
    return file.is_file() and any(mark in file.read_text() for mark in (f"def {name}(", f'test("{name}"'))
