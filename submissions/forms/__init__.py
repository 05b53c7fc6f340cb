"""The author's forms: they say what is wrong and keep what was typed; services write."""
