"""A person's language is one of the settings; the table need not know them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fermata", "0007_hours_and_meetings")]

    operations = [
        migrations.AlterField(
            model_name="person", name="language", field=models.CharField(default="en", max_length=12)
        ),
    ]
