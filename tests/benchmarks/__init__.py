"""How fast a full desk answers: `make bench` prints it and writes it to var/bench.json.

Pages are measured against the barest page of the same run, a plain admin list of one row, so that the ratio says the
same on any machine. One module a subject: each offers `pages()` and `works()` to `tests.benchmarks.reporting`. No test
runner collects any of this.
"""
