"""Asks a server as often as it answers: with wrk where it is installed, else with threads of our own.

Our own generator is Python, ten times slower than wrk, and runs beside the server: its numbers are lower and
closer together than the truth. The report says which one was used.
"""

import http.client
import re
import shutil
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

WRK = shutil.which("wrk")
NAME = "wrk" if WRK else "threads in Python"
SECONDS = 2
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, kw_only=True)
class Load:
    """How many answers a second, and the time in milliseconds that 99 of 100 answers stayed within."""

    rate: float
    p99: float


def put(address, *, connections, seconds=SECONDS, encoding="identity"):
    """Ask `address` over so many connections for so long. Raises RuntimeError where an answer was not 200."""
    return (_wrk if WRK else _threads)(address, connections, seconds, encoding)


def _wrk(address, connections, seconds, encoding):
    command = [
        WRK,
        "-t1",
        f"-c{connections}",
        f"-d{seconds}",
        "--latency",
        "-H",
        f"Accept-Encoding: {encoding}",
        address,
    ]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    failures = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", text)
    if failures and "timeout" not in failures.group(0):
        message = f"{address}: {failures.group(0)}"
        raise RuntimeError(message)
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", text).groups()
    return Load(rate=float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)), p99=float(number) * UNITS[unit])


def _threads(address, connections, seconds, encoding):
    parts, times, ends = urlsplit(address), [], time.monotonic() + seconds

    def ask():
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
        while time.monotonic() < ends:
            began = time.perf_counter()
            connection.request("GET", parts.path, headers={"Accept-Encoding": encoding})
            answer = connection.getresponse()
            answer.read()
            if answer.status == 200:
                times.append(time.perf_counter() - began)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(times) < 2:
        message = f"{address} did not answer."
        raise RuntimeError(message)
    return Load(rate=len(times) / seconds, p99=statistics.quantiles(times, n=100)[98] * 1000)


def median(loads):
    """Return the medians of several rounds."""
    return Load(rate=statistics.median(load.rate for load in loads), p99=statistics.median(load.p99 for load in loads))
