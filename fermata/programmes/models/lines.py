"""Who decides over whom, as an organisation has said; to keep people apart, and for nothing else."""

from typing import ClassVar

from django.db import models

from fermata.programmes.models.programme import Organisation


class AuthorityLine(models.Model):
    """One reports to another. Only marks of the two addresses are kept; nobody is shown this, and no export has it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="lines")
    report = models.CharField(max_length=64, db_index=True)
    manager = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="a_line_once_per_organisation", fields=["organisation", "report", "manager"])
        ]


class LineList(models.Model):
    """A list of lines on its way in. It takes the place of every line the organisation gave before."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="line_lists")
    marks = models.BinaryField()
    """Two marks on each line, packed (zlib). Empty once they are taken in."""
    read_at = models.DateTimeField()
    taken_in_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
