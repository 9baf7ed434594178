"""A meeting may belong to an agreed hour, and an hour keeps when they came. Of former ones nothing is guessed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fermata", "0006_one_private_list")]

    operations = [
        migrations.AddField(model_name="appointment", name="met_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="meeting",
            name="appointment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="meetings",
                to="fermata.appointment",
            ),
        ),
    ]
