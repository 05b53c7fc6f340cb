"""`python -m tests.benchmarks.part NAME OPTIONS FILE`: measure one part in its scratch database, write FILE as JSON."""

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path

import django


def desk(options):
    reporting = import_module("tests.benchmarks.reporting")  # only now: it reads models, and they the settings

    began = time.perf_counter()
    is_new = reporting.prepare(options)
    return reporting.run(fill_seconds=time.perf_counter() - began if is_new else None)


def reading(options):
    return import_module("tests.benchmarks.reading").run(**options | {"only": set(options["only"])})


if __name__ == "__main__":
    name, options, file = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    django.setup()
    report = {"desk": desk, "reading": reading}[name](json.loads(options))
    Path(file).write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
