import datetime

import pytest
import time_machine
from django.test import RequestFactory

from aiss.accounts import limits
from aiss.accounts.models import LimitCounter
from tests.accounts.making import at_once

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def hit(key: str = "a", scope: str = "test") -> None:
    limits.hit(scope=scope, key=key, limit=3, seconds=600)


@pytest.mark.django_db
def test_hit_is_refused_after_the_limit_and_tells_how_long_to_wait():
    with time_machine.travel(NOON, tick=False):
        for _time in range(3):
            hit()
    with (
        time_machine.travel(NOON + datetime.timedelta(seconds=90), tick=False),
        pytest.raises(limits.LimitReached) as refused,
    ):
        hit()

    assert refused.value.minutes == 9
    assert str(refused.value) == "There were too many tries. Please wait 9 minutes, then try again."
    assert LimitCounter.objects.get().count == 3


@pytest.mark.django_db
def test_hit_counts_anew_when_the_window_is_over():
    with time_machine.travel(NOON, tick=False):
        for _time in range(3):
            hit()
    with time_machine.travel(NOON + datetime.timedelta(seconds=600), tick=False):
        hit()

    counter = LimitCounter.objects.get()
    assert (counter.count, counter.expires_at) == (1, NOON + datetime.timedelta(seconds=1200))


@pytest.mark.django_db
def test_hit_counts_keys_and_scopes_apart():
    for _time in range(3):
        hit("a")
        hit("b")
        hit("a", scope="other")

    assert [counter.count for counter in LimitCounter.objects.all()] == [3, 3, 3]


@pytest.mark.django_db
def test_hit_given_back_makes_room_and_never_goes_below_zero():
    for _time in range(3):
        hit()
    limits.give_back(scope="test", key="a")
    hit()
    for _time in range(5):
        limits.give_back(scope="test", key="a")

    assert LimitCounter.objects.get().count == 0


@pytest.mark.django_db
def test_cleared_key_is_forgotten_alone():
    hit("a")
    hit("b")

    limits.clear(scope="test", key="a")

    assert LimitCounter.objects.count() == 1


@pytest.mark.django_db
def test_hit_costs_one_query_once_the_key_is_known(django_assert_num_queries):
    hit()

    with django_assert_num_queries(1):
        hit()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_hits_at_once_never_pass_the_limit():
    outcomes = at_once(*[hit] * 8)

    assert [type(outcome) for outcome in outcomes].count(limits.LimitReached) == 5
    assert outcomes.count(None) == 3
    assert LimitCounter.objects.get().count == 3


def request_from(address: str, forwarded: str | None = None):
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


def is_same_network(one, other) -> bool:
    return limits.network_key(one) == limits.network_key(other)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("203.0.113.4", "203.0.113.250", True),
        ("203.0.113.4", "203.0.114.4", False),
        ("2001:db8:1:2::3", "2001:db8:1:ffff::9", True),
        ("2001:db8:1::3", "2001:db8:2::3", False),
        ("::ffff:203.0.113.4", "203.0.113.5", True),
        ("fe80::1%eth0", "fe80::2", True),
        ("", "not an address", True),
    ],
)
def test_network_key_is_shared_by_a_network(one, other, is_same):
    assert is_same_network(request_from(one), request_from(other)) is is_same


def test_network_key_is_another_one_tomorrow():
    with time_machine.travel(NOON, tick=False):
        today = limits.network_key(request_from("203.0.113.4"))
    with time_machine.travel(NOON + datetime.timedelta(days=1), tick=False):
        tomorrow = limits.network_key(request_from("203.0.113.4"))

    assert len(today) == 64
    assert today != tomorrow


@pytest.mark.parametrize(
    ("hops", "forwarded", "client"),
    [
        (0, "198.51.100.1", "10.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        (2, "192.0.2.66, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, None, "10.0.0.1"),
    ],
)
def test_network_key_trusts_the_configured_proxies_alone(settings, hops, forwarded, client):
    settings.PROXY_HOPS = hops

    proxied = limits.network_key(request_from("10.0.0.1", forwarded))

    settings.PROXY_HOPS = 0
    assert proxied == limits.network_key(request_from(client))
