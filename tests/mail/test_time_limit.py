"""The bound on a whole attempt."""

import signal
import threading
import time

import pytest

from aiss.mail.time_limit import AttemptTooLong, time_limit


def test_block_that_takes_too_long_is_interrupted():
    started = time.monotonic()

    with pytest.raises(AttemptTooLong), time_limit(0.1):
        time.sleep(5)

    assert time.monotonic() - started < 2


def test_block_in_time_leaves_nothing_behind():
    before = signal.getsignal(signal.SIGALRM)

    with time_limit(5):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0

    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_block_in_another_thread_runs_without_a_bound():
    done = []

    def work() -> None:
        with time_limit(0.01):
            time.sleep(0.05)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done == [True]
