"""Dates and digits as readers of each language write them; Persian and Pashto pages show both calendars.

Conversion to the Solar Hijri calendar is jdatetime's; the Afghan month names are ours, for nobody ships them.
"""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import jdatetime
from django.conf import settings

SOLAR_MONTHS = {
    "fa": ("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"),
    "ps": (
        "وری",
        "غویی",
        "غبرګولی",
        "چنګاښ",
        "زمری",
        "وږی",
        "تله",
        "لړم",
        "لیندۍ",
        "مرغومی",
        "سلواغه",
        "کب",
    ),
}
GREGORIAN_MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "fa": (
        "جنوری",
        "فبروری",
        "مارچ",
        "اپریل",
        "می",
        "جون",
        "جولای",
        "اگست",
        "سپتمبر",
        "اکتوبر",
        "نومبر",
        "دسمبر",
    ),
    "ps": (
        "جنوري",
        "فبروري",
        "مارچ",
        "اپریل",
        "مې",
        "جون",
        "جولای",
        "اګست",
        "سپټمبر",
        "اکتوبر",
        "نومبر",
        "ډسمبر",
    ),
}
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def in_digits_of(language: str, text: object) -> str:
    """Return `text` with its digits as `language` writes them."""
    return str(text).translate(PERSIAN_DIGITS) if language in SOLAR_MONTHS else str(text)


def institute_day(moment: datetime.datetime) -> datetime.date:
    """Return the day that `moment`, an aware instant, falls on in the institute's time zone."""
    return moment.astimezone(ZoneInfo(settings.INSTITUTE_TIME_ZONE)).date()


def beginning_of(day: datetime.date) -> datetime.datetime:
    """Return the instant at which `day` begins in the institute's time zone."""
    return datetime.datetime.combine(day, datetime.time.min, tzinfo=ZoneInfo(settings.INSTITUTE_TIME_ZONE))


@lru_cache(maxsize=4096)
def in_words(day: datetime.date, language: str) -> str:
    """Return `day` written out: "8 July 2025", or on Persian and Pashto pages in both calendars."""
    gregorian = f"{day.day} {GREGORIAN_MONTHS.get(language, GREGORIAN_MONTHS['en'])[day.month - 1]} {day.year}"
    if language not in SOLAR_MONTHS:
        return gregorian
    solar = jdatetime.date.fromgregorian(date=day)
    written = f"{solar.day} {SOLAR_MONTHS[language][solar.month - 1]} {solar.year}"
    return in_digits_of(language, f"{written} / {gregorian}")
