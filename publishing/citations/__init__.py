"""How an article is cited: by the three usual styles, and for the programs that keep references."""
