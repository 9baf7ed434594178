"""From a link to taking part: an address, a code, a name, a language, a time zone. Then one button."""

from fermata.people.forms import AddressForm, CodeForm, ProfileForm


def test_the_way_in_asks_at_most_six_fields():
    asked = [*AddressForm.base_fields, *CodeForm.base_fields, *ProfileForm.base_fields]

    assert len(asked) <= 6
