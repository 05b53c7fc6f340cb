"""The verbs of the desk. Each locks, checks status and permission, writes, appends its event, writes its letters."""
