"""Texts that mean nothing and weigh what real ones weigh: a few frequent words, many rare ones, in three scripts."""

import random
from collections.abc import Sequence
from itertools import accumulate, product

FREQUENT = {
    "en": "the of and to in a is that for it was on as with they by at from this be have are not but had which or we "
    "an their has would who more will its about there been if when can people year into other between after "
    "because only time school water road border province women work city price market history river village "
    "election teacher poet trade memory language peace winter family law money newspaper",
    "fa": "و در به از که این را با است برای آن یک خود تا بر بود نیز هر شد مردم سال آب مکتب شهر راه مرز ولایت زنان کار "
    "بازار تاریخ دریا قریه انتخابات معلم شاعر تجارت خاطره زبان صلح زمستان خانواده قانون پول روزنامه می‌شود "
    "نمی‌توان می‌گوید کشور دولت جهان زندگی جوانان مهاجرت دانشگاه کتاب امید",
    "ps": "او په د ته چې دا له سره دی یو خپل تر پر هم هر شو خلک کال اوبه ښوونځی ښار لار پوله ولایت ښځې کار بازار "
    "تاریخ سیند کلی ټاکنې ښوونکی شاعر سوداګري یاد ژبه سوله ژمی کورنۍ قانون پیسې ورځپاڼه هېواد دولت نړۍ ژوند "
    "ځوانان کډوالي پوهنتون کتاب هیله",
}
SYLLABLES = {
    "en": ("bal khan dar gul mir sang tor zar kash nur par wal", "a i u o", "bad gar stan khel kot zai shar dan mand"),
    "fa": ("گل نور کوه سنگ باد زر شیر مهر تاج دل پر خوش", "ا ی و ه", "آباد زار گاه مان دره پور ستان نیا بخت"),
    "ps": ("ګل نور غر ډبر تور زر لمر سپین ښار ځل پښت مین", "ا ی و ه", "خېل کوټ زی پور غونډ یار وال منځ تیا"),
}
FREQUENT_SHARE = 0.6
TITLE_WORDS = (4, 9)
SENTENCE_WORDS = (7, 24)
PARAGRAPH_SENTENCES = (3, 7)
FULL_STOP = "."


class TextMaker:
    """Writes in one language; two makers with the same dice write the same."""

    def __init__(self, language: str, dice: random.Random) -> None:
        self._dice = dice
        frequent = FREQUENT[language].split()
        rare = ["".join(parts) for parts in product(*(part.split() for part in SYLLABLES[language]))]
        self._is_latin = language == "en"
        rare = [word.capitalize() for word in rare] if self._is_latin else rare
        self._words = frequent + rare
        ranks = [1 / (place + 3) for place in range(len(frequent))]
        scale = FREQUENT_SHARE / sum(ranks)
        weights = [rank * scale for rank in ranks] + [(1 - FREQUENT_SHARE) / len(rare)] * len(rare)
        self._weights = list(accumulate(weights))
        self._rare = rare

    def _drawn(self, number: int) -> list[str]:
        return self._dice.choices(self._words, cum_weights=self._weights, k=number)

    def _sentence(self, words: Sequence[str]) -> str:
        sentence = " ".join(words) + FULL_STOP
        return sentence[0].upper() + sentence[1:]

    def title(self) -> str:
        words = self._drawn(self._dice.randint(*TITLE_WORDS))
        return " ".join(word[0].upper() + word[1:] for word in words)

    def name(self) -> str:
        return " ".join(self._dice.sample(self._rare, 2))

    def line(self, words: int = 18) -> str:
        return self._sentence(self._drawn(words))

    def paragraphs(self, words: int) -> list[str]:
        """Return about `words` words as paragraphs of sentences."""
        drawn, made = self._drawn(words), []
        start = 0
        while start < words:
            sentences = []
            for _ in range(self._dice.randint(*PARAGRAPH_SENTENCES)):
                end = start + self._dice.randint(*SENTENCE_WORDS)
                if start < words:
                    sentences.append(self._sentence(drawn[start:end]))
                start = end
            made.append(" ".join(sentences))
        return made

    def reworked(self, paragraphs: Sequence[str]) -> list[str]:
        """Return the text after an edit: one paragraph in its place is another one."""
        place = self._dice.randrange(len(paragraphs))
        return [*paragraphs[:place], self.line(60), *paragraphs[place + 1 :]]


def as_html(paragraphs: Sequence[str]) -> str:
    """Return the paragraphs as canonical HTML; no word of this module needs escaping."""
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
