"""Stored pages over HTTP, beside a bare Django view and a bare WSGI program that answer with the same bytes."""

import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import Request, urlopen

from django.urls import reverse

from publishing.models import Article
from tests.benchmarks import load, servers

ROUNDS = 3
FEW, MANY = 16, 64  # connections
# Full texts of many pieces are sent compressed to whoever takes them so, as every feed reader does.
ENCODINGS = {"feed": "gzip"}


def addresses():
    """Return the pages that readers ask for most, by name."""
    article = Article.objects.public_now().in_language("en").newest_first()[5]
    return {
        "article": f"/en/articles/{article.slug}/",
        "home": "/en/",
        "feed": reverse("publishing:feed"),
    }


def encoding_of(name):
    return ENCODINGS.get(name, "identity")


def measure():
    """Return a table of loads and the ratios of the desk's pages to both programs."""
    pages = addresses()
    with ExitStack() as stack, TemporaryDirectory() as folder:
        desk = stack.enter_context(servers.desk())
        for name, path in pages.items():
            asked = Request(f"{desk}{path}", headers={"Accept-Encoding": encoding_of(name)})  # noqa: S310 - our own server
            Path(folder, name).write_bytes(urlopen(asked).read())  # noqa: S310 - the same
        bare = stack.enter_context(
            servers.program("bare", threads=servers.BARE_THREADS, bodies=folder, path="/article")
        )
        hello = stack.enter_context(
            servers.program("hello", threads=servers.DJANGO_THREADS, bodies=folder, path="/article", is_factory=True)
        )
        subjects = {}
        for name, path in pages.items():
            subjects["stored", name] = f"{desk}{path}"
            subjects["django", name] = f"{hello}/{name}"
            subjects["bare", name] = f"{bare}/{name}"
        sizes = {name: Path(folder, name).stat().st_size for name in pages}
        return report(taken(subjects), pages, sizes)


def taken(subjects, *, rounds=ROUNDS, connections=(FEW, MANY)):
    """Return the median load of every subject at each number of connections; rounds are interleaved."""
    for (_, name), address in subjects.items():
        load.put(address, connections=FEW, seconds=1, encoding=encoding_of(name))
    loads = {}
    for number in range(rounds):
        sys.stderr.write(f"Round {number + 1} of {rounds} over HTTP, with {load.NAME} …\n")
        for many in connections:
            for subject, address in subjects.items():
                loads.setdefault((subject, many), []).append(
                    load.put(address, connections=many, encoding=encoding_of(subject[1]))
                )
    return {key: load.median(several) for key, several in loads.items()}


def report(loads, pages, sizes):
    ratios, table = {}, {}
    for name in pages:
        rates = {kind: loads[(kind, name), FEW].rate for kind in ("stored", "django", "bare")}
        p99 = {kind: loads[(kind, name), MANY].p99 for kind in ("stored", "django", "bare")}
        ratios[f"stored_{name}_vs_django_hello"] = round(rates["stored"] / rates["django"], 2)
        ratios[f"stored_{name}_vs_bare_wsgi"] = round(rates["stored"] / rates["bare"], 2)
        p99_name = "p99_64_stored" if name == "article" else f"p99_64_stored_{name}"
        ratios[f"{p99_name}_vs_django_hello"] = round(p99["stored"] / p99["django"], 2)
        for kind, rate in rates.items():
            table[f"{kind} {name}"] = {
                "bytes": sizes[name],
                "rate": round(rate),
                "rate_64": round(loads[(kind, name), MANY].rate),
                "p99_64_ms": round(p99[kind], 2),
            }
    return {"generator": load.NAME, "workers": servers.WORKERS, "table": table, "ratios": ratios}
