"""A reading site of many years in a minute or two: rows for measuring how it answers when it is full.

`filling.fill()` writes them straight into the tables, as `submissions.loading` does for the desk.
"""
