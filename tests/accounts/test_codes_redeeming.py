import datetime

import pytest
import time_machine
from django.db import transaction

from aiss.accounts import codes, limits
from aiss.accounts.models import SignInCode, User
from tests.accounts.making import NETWORK, at_once, mailed_code, make_staff

ADDRESS = "soraya@example.org"
NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
WRONG = "CCCC-CCCC"


def send_code(address: str = ADDRESS, language: str = "fa", network: str = NETWORK) -> str:
    codes.send(address=address, language=language, network=network)
    return mailed_code(address)


def redeem(code: str, address: str = ADDRESS, network: str = NETWORK) -> User:
    return codes.redeem(address=address, code=code, network=network)


def authors() -> int:
    return User.objects.filter(is_active=True).count()


@pytest.mark.django_db
def test_right_code_makes_the_author_of_a_new_address():
    user = redeem(send_code())

    assert (user.email, user.language, user.is_staff, user.is_active) == (ADDRESS, "fa", False, True)


@pytest.mark.django_db
def test_right_code_returns_the_author_of_a_known_address_unchanged():
    author = User.objects.create_author(email=ADDRESS, language="ps")

    assert redeem(send_code(), address="Soraya@Example.org ") == author
    assert User.objects.by_email(ADDRESS).language == "ps"


@pytest.mark.django_db
def test_code_works_once():
    code = send_code()
    redeem(code)

    with pytest.raises(codes.CodeUsed) as refused:
        redeem(code)

    assert str(refused.value) == "This code has been used already. If you are not signed in, please ask for a new one."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cdfg-hjk3", "CDFGHJK3"),
        ("\u2068CDFG HJK3\u2069 \u200f", "CDFGHJK3"),
        ("CDFG–HJK3", "CDFGHJK3"),
        ("۳۴۶۷-۹CDF", "34679CDF"),
        ("٣٤٦٧٩cdf", "34679CDF"),
        ("ＣＤＦＧ－ＨＪＫ３", "CDFGHJK3"),
        ("", ""),
    ],
)
def test_code_is_read_however_it_is_typed(typed, meant):
    assert codes.read_code(typed) == meant


@pytest.mark.django_db
def test_code_is_accepted_as_a_persian_keyboard_types_it():
    persian = str.maketrans("34679", "۳۴۶۷۹")

    assert redeem(send_code().lower().replace("-", " ").translate(persian)).email == ADDRESS


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [WRONG, "", "CDFG", "ن" * 500])
def test_wrong_code_is_refused_and_makes_nobody(typed):
    send_code()

    with pytest.raises(codes.CodeRefused) as refused:
        redeem(typed)

    assert (type(refused.value), refused.value.code) == (codes.CodeRefused, "code_wrong")
    assert authors() == 0
    assert SignInCode.objects.get().tries == 1


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["other@example.org", "nothing\r\n"])
def test_code_of_another_address_is_refused(address):
    code = send_code()

    with pytest.raises(codes.CodeRefused):
        redeem(code, address=address)

    assert authors() == 0
    assert redeem(code).email == ADDRESS


@pytest.mark.django_db
def test_right_code_after_five_wrong_tries_is_accepted():
    code = send_code()
    for _time in range(5):
        with pytest.raises(codes.CodeRefused):
            redeem(WRONG)

    assert redeem(code).email == ADDRESS


@pytest.mark.django_db
def test_right_code_after_six_wrong_tries_is_refused():
    code = send_code()
    refusals = []
    for typed in [WRONG] * 6 + [code]:
        with pytest.raises(codes.CodeRefused) as refused:
            redeem(typed)
        refusals.append(type(refused.value))

    assert refusals == [codes.CodeRefused] * 5 + [codes.CodeExhausted] * 2
    assert authors() == 0
    assert redeem(send_code()).email == ADDRESS


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "refusal"), [(59, None), (60, codes.CodeExpired)])
def test_code_expires_after_sixty_minutes(minutes, refusal):
    with time_machine.travel(NOON, tick=False):
        code = send_code()
    with time_machine.travel(NOON + datetime.timedelta(minutes=minutes), tick=False):
        if refusal is None:
            assert redeem(code).email == ADDRESS
        else:
            with pytest.raises(refusal):
                redeem(code)
            assert authors() == 0


@pytest.mark.django_db
def test_newest_three_codes_stay_valid():
    first, second, third, fourth = [send_code() for _time in range(4)]

    with pytest.raises(codes.CodeRefused):
        redeem(first)
    assert redeem(second) == redeem(third) == redeem(fourth)


@pytest.mark.django_db
def test_right_code_of_staff_signs_nobody_in():
    make_staff("Parwin", "chief_editor")

    with pytest.raises(codes.AccountRefused):
        redeem(send_code("parwin@example.org"), address="parwin@example.org")


@pytest.mark.django_db
def test_right_code_of_a_closed_account_signs_nobody_in():
    User.objects.create_author(email=ADDRESS, language="fa")
    User.objects.filter(email_index=User.objects.by_email(ADDRESS).email_index).update(is_active=False)

    with pytest.raises(codes.AccountRefused):
        redeem(send_code())


@pytest.mark.django_db
def test_wrong_tries_of_a_network_are_limited_and_right_ones_are_not():
    codes_mailed = {}
    for number in range(10):
        address = f"author{number}@example.org"
        codes_mailed[address] = send_code(address)
    for address, code in codes_mailed.items():
        for _time in range(5):
            with pytest.raises(codes.CodeRefused):
                redeem(WRONG, address=address)
        if address != "author9@example.org":
            redeem(code, address=address)

    with pytest.raises(limits.LimitReached):
        redeem(codes_mailed["author9@example.org"], address="author9@example.org")
    redeem(codes_mailed["author9@example.org"], address="author9@example.org", network="elsewhere")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_code_redeemed_twice_at_once_has_one_winner():
    code = send_code()

    outcomes = at_once(lambda: redeem(code), lambda: redeem(code))

    assert {type(outcome) for outcome in outcomes} == {User, codes.CodeUsed}
    assert authors() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_codes_of_a_new_address_redeemed_at_once_make_one_author():
    first, second = send_code(), send_code()

    outcomes = at_once(lambda: redeem(first), lambda: redeem(second))

    assert outcomes[0] == outcomes[1] == User.objects.by_email(ADDRESS)
    assert authors() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_wrong_tries_at_once_all_count():
    code = send_code()

    outcomes = at_once(*[lambda: redeem(WRONG)] * 6)

    assert {isinstance(outcome, codes.CodeRefused) for outcome in outcomes} == {True}
    assert SignInCode.objects.get().tries == 6
    with pytest.raises(codes.CodeExhausted):
        redeem(code)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_redeeming_inside_a_transaction_is_refused_as_the_try_would_not_count():
    code = send_code()

    with transaction.atomic(), pytest.raises(RuntimeError):
        redeem(code)

    assert redeem(code).email == ADDRESS
