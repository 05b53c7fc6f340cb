"""Finding articles by their words: one index for SQLite and PostgreSQL, and the same answers from both.

`words` makes words comparable, for the index and the query alike; `entries` says what the index holds of an article,
and `indexing` keeps it in the transaction of every change; `queries` reads what somebody typed; `engines` ask the
database; `finding` puts the answers in order and `excerpts` shows where the words stand.
"""
