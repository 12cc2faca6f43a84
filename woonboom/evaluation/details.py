"""What in a comment leads to a person: addresses, numbers and dates, taken out before it is told.

It knows what such things look like, not what they are of: every full date goes, for it may be one
of birth. Amounts, months and years stay.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import Final

from woonboom.days import MONTHS
from woonboom.diagnostics import Message

DETAILS: Final = Message("[gegevens]", "[details]")
_BETWEEN: Final = r"[ ./()–-]{0,3}"
_DAY, _MONTH = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])"
_YEAR: Final = "(?:19|20)[0-9]{2}"
_MONTHS: Final = {word for name in chain(*MONTHS.values()) for word in (name, name[:3])} | {"mrt"}
_NAMED: Final = f"(?:{'|'.join(sorted(_MONTHS, key=lambda name: (-len(name), name)))})"
_LOOKS: Final = (
    r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+",
    # An account: its country, and at least ten signs.
    r"(?-i:(?<!\w)[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,4})?(?!\w))",
    # A telephone number: of ten digits from 0, or with a country before it.
    rf"(?<![\w+])0[1-9](?:{_BETWEEN}[0-9]){{8}}(?![0-9])",
    rf"(?<![\w+])(?:\+|00)[1-9](?:{_BETWEEN}[0-9]){{8,13}}(?![0-9])",
    # A date: with a year of four digits, or one of two where all else has two as well.
    rf"(?<![\w-]){_DAY}([-/. ]){_MONTH}\1{_YEAR}(?![0-9])",
    rf"(?<![\w-]){_YEAR}([-/.]){_MONTH}\2{_DAY}(?![0-9])",
    r"(?<![\w-])(?:0[1-9]|[12][0-9]|3[01])([-/.])(?:0[1-9]|1[0-2])\3[0-9]{2}(?![\w-])",
    rf"(?<!\w){_DAY}(?:e|st|nd|rd|th)?[ -]{_NAMED}\.?[ -](?:{_YEAR}|['’][0-9]{{2}})(?![0-9])",
    rf"(?<!\w)geb(?:\.|oren)?[ :]*(?:op )?{_DAY}[-/. ]{_MONTH}[-/. ][0-9]{{2}}(?![0-9])",
    # Any other number that is too long for an amount: of a person, a file or a client.
    r"(?<![\w.,])[0-9]{8,}(?!\w)",
)
_ANY: Final = re.compile("|".join(f"(?:{look})" for look in _LOOKS), re.IGNORECASE)


def without_details(comment: str, language: str) -> str:
    """Return a comment without mail addresses, telephone and other long numbers, and dates.

    >>> without_details("Bel 06-1234 5678 over die 30 euro, 6 maanden lang.", "nl")
    'Bel [gegevens] over die 30 euro, 6 maanden lang.'
    """
    return _ANY.sub(DETAILS.say(language), comment)
