"""Languages by name or by code, as bits. Two people can talk when they share one."""

from collections import Counter
from collections.abc import Sequence

from matcher.cells import same_words

MOST_LANGUAGES = 64
ANY_LANGUAGE = 2**MOST_LANGUAGES - 1
"""All bits: for somebody who named none."""

_NAMED = (
    "ar arabic العربية|bg bulgarian български|bn bengali bangla বাংলা|ca catalan català|"
    "cs czech čeština|da danish dansk|de german deutsch allemand alemán|el greek ελληνικά|"
    "en english englisch anglais inglés inglese|"
    "es spanish español espanol spanisch espagnol castellano|et estonian eesti|"
    "eu basque euskara|fa persian farsi فارسی|fi finnish suomi|"
    "fr french français francais französisch francés francese|ga irish gaeilge|"
    "he hebrew עברית|hi hindi हिन्दी|hr croatian hrvatski|hu hungarian magyar|"
    "id indonesian|ig igbo|it italian italiano italienisch|ja japanese 日本語|ko korean 한국어|"
    "lt lithuanian lietuvių|lv latvian latviešu|ms malay|"
    "nl dutch nederlands niederländisch|no norwegian norsk nb nn|pl polish polski polnisch|"
    "pt portuguese português portugues portugiesisch|ro romanian română|ru russian русский|"
    "sk slovak slovenčina|sl slovene slovenian slovenščina|sr serbian српски|"
    "sv swedish svenska|sw swahili kiswahili|ta tamil தமிழ்|th thai ไทย|tr turkish türkçe|"
    "uk ukrainian українська|ur urdu اردو|vi vietnamese|yo yoruba|zh chinese mandarin 中文|"
    "zu zulu"
)
_ENGLISH = {names.split()[0]: names.split()[1] for names in _NAMED.split("|")}
_CODE = {same_words(name): names.split()[0] for names in _NAMED.split("|") for name in names.split()}


def language(words: str) -> str:
    """One key for all names of a language; the name itself, folded, where it is not in our list.

    >>> language("Deutsch"), language("en-GB"), language("Tamazight")
    ('de', 'en', 'tamazight')
    """
    key = same_words(words)
    if key in _CODE:
        return _CODE[key]
    stem = key.replace("_", "-").split("-")[0].split("(")[0].strip()
    return _CODE.get(stem, key)


def places(spoken: Sequence[Sequence[str]]) -> dict[str, int] | None:
    """Key of each language → its bit: the most spoken first, ties by key.

    There are 64 bits. A language beyond them that one person alone speaks gets none, for it brings nobody together;
    with more than 64 that are shared the answer is None.
    """
    speakers = Counter(key for keys in spoken for key in set(keys))
    ranked = sorted(speakers, key=lambda key: (-speakers[key], key))
    is_too_many = any(speakers[key] > 1 for key in ranked[MOST_LANGUAGES:])
    return None if is_too_many else {key: bit for bit, key in enumerate(ranked[:MOST_LANGUAGES])}


def shown_language(key: str) -> str:
    """A key as a word for a sentence: the English name where there is a code.

    >>> shown_language("de"), shown_language("tamazight")
    ('German', 'Tamazight')
    """
    return _ENGLISH.get(key, key).title()
