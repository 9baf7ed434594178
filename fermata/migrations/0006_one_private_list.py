"""Who was kept away by a row of its own stands on the private list from now on; the list alone says who is apart."""

from django.db import migrations

from fermata.programmes.models.marks import address_mark


def to_the_list(apps, schema_editor):
    not_with = apps.get_model("fermata", "NotWith")
    for each in apps.get_model("fermata", "Distance").objects.select_related("other").order_by("pk").iterator():
        kept = {"label": each.other.display_name, "made_at": each.since}
        not_with.objects.get_or_create(person_id=each.by_id, mark=address_mark(each.other.email), defaults=kept)


class Migration(migrations.Migration):
    dependencies = [("fermata", "0005_calendar")]

    operations = [
        migrations.RunPython(to_the_list, migrations.RunPython.noop),
        migrations.DeleteModel(name="Distance"),
    ]
