"""What changed among the public rows, and in which order: the truth behind every page that is kept ready.

Triggers in the database write both tables, in the transaction of the change, whoever writes (migration 0006); no code
does. `publishing.store` reads them.
"""

from django.db import models


class Generation(models.Model):
    """One row: how many transactions changed something public. Its lock makes the numbers follow the commits."""

    number = models.BigIntegerField(default=0)
    made_in = models.BigIntegerField(default=0)  # PostgreSQL: the transaction that made the number

    def __str__(self) -> str:
        return str(self.number)


class ChangedKey(models.Model):
    """When the rows behind one key (`publishing.keys`) last changed."""

    key = models.CharField(max_length=60, primary_key=True)
    generation = models.BigIntegerField(db_index=True)
    changed_at = models.BigIntegerField()  # seconds since 1970

    def __str__(self) -> str:
        return self.key
