"""What the numbers have to reach; whatever misses is marked where it is printed."""

AT_LEAST, AT_MOST = "at least", "at most"
STORED = ("article", "home", "feed")
RATIOS = {
    **{f"stored_{name}_vs_django_hello": (AT_LEAST, 3) for name in STORED},
    **{f"stored_{name}_vs_bare_wsgi": (AT_LEAST, 0.6) for name in STORED},
    "p99_64_stored_vs_django_hello": (AT_MOST, 1),
    "p99_64_stored_home_vs_django_hello": (AT_MOST, 1),
    "p99_64_stored_feed_vs_django_hello": (AT_MOST, 1),
    "cold_article_vs_minimal_django": (AT_LEAST, 0.8),
    "mirror_vs_static": (AT_LEAST, 0.8),
    **{f"growth_{name}": (AT_MOST, 1.3) for name in ("article", "home", "topic", "archive_month", "feed", "list")},
    "growth_list_deep": (AT_MOST, 1.3),
    "deep_page_vs_first": (AT_MOST, 1.3),
}
SEARCH_MS = 100
DESK_RATIO = 5  # times the yardstick


def missed(name, value):
    """Return what `value` should have been, or nothing where it is or where no target is set."""
    if name not in RATIOS:
        return ""
    bound, target = RATIOS[name]
    is_met = value >= target if bound == AT_LEAST else value <= target
    return "" if is_met else f"MISSED: {bound} {target}"
