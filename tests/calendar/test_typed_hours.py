"""An hour somebody types: what it means where they live, also on the nights the clocks change."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from fermata.calendar.forms import WRONG_HOUR, OfferForm


def typed(own, *, zone):
    form = OfferForm({"own": own, "minutes": "60"}, hours=[], minutes=60)
    with timezone.override(zone):
        return form.hours if form.is_valid() else list(form.errors.values())


@pytest.mark.parametrize(
    ("own", "utc"),
    [
        pytest.param("2027-03-28T02:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC), id="skipped"),
        pytest.param("2026-10-25T02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), id="comes twice"),
        pytest.param("2026-12-01 17:30", datetime(2026, 12, 1, 16, 30, tzinfo=UTC), id="any other"),
    ],
)
def test_an_hour_of_ones_own_is_read_by_the_rule_of_local_time(own, utc):
    assert typed(own, zone="Europe/Berlin") == [utc]


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin"])
@pytest.mark.parametrize("own", ["9999-12-31T23:59", "0001-01-01T00:00", "soon"])
def test_what_is_no_hour_is_said_to_be_none(own, zone):
    assert typed(own, zone=zone) == [[str(WRONG_HOUR)]]
