"""News may also be of a link for a role which whoever runs the site made. No row changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fermata", "0008_any_language")]

    operations = [
        migrations.AlterField(
            model_name="announcement",
            name="about",
            field=models.CharField(
                choices=[
                    ("charter", "The promises are to change"),
                    ("switch", "A promise was switched off or on"),
                    ("end", "The programme has ended"),
                    ("offer", "Whoever runs this site made a link for a role"),
                ],
                max_length=12,
            ),
        ),
    ]
