"""A desk of many years in a minute: rows for measuring how the desk answers when it is full.

`filling.fill()` writes them straight into the tables. The demo, which plays its stories through the services, is for
looking at; this is for waiting at.
"""
