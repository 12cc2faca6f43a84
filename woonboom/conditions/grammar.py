"""Text → expression: tokens, precedence, and what to say when it does not read.

or      = and ("or" and)*
and     = not ("and" not)*
not     = "not" not | comparison
comparison = sum (("==" | "!=" | "<" | "<=" | ">" | ">=") sum)*
           | sum ["not"] "in" (name | "[" sum ("," sum)* "]")
sum     = product (("+" | "-") product)*
product = factor ("*" factor)*
factor  = "-" factor | number | name | "(" or ")"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple, NoReturn

from woonboom.diagnostics import Message, Severity, define

LONGEST: Final = 5_000
DEEPEST: Final = 50
MOST_CALCULATIONS: Final = 100
KEYWORDS: Final = frozenset({"and", "or", "not", "in"})
COMPARISONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})

_TOKEN = re.compile(
    r"(?P<number>(?:0|[1-9][0-9]*)(?!\w))|(?P<name>[^\W]+)|(?P<sign>==|!=|<=|>=|[<>](?![>])|[+\-*()\[\],])"
    r"|(?P<space>\s+)|(?P<other>=>|=<|<>|&&|\|\||.)"
)

CONDITION_SYNTAX = define(
    "WB301",
    "condition-syntax",
    Severity.ERROR,
    message=Message("Deze voorwaarde is niet te lezen.", "This condition cannot be read."),
    about=Message(
        "Een voorwaarde bestaat uit feiten, vergelijkingen (==, !=, <, <=, >, >=, in, not in) en "
        "de woorden and, or en not, met haakjes waar dat nodig is. Zo blijft elke controle exact.",
        "A condition is made of facts, comparisons (==, !=, <, <=, >, >=, in, not in) and the "
        "words and, or and not, with parentheses where needed. That keeps every check exact.",
    ),
    hint=Message(
        "Schrijf bijvoorbeeld: maanden >= 6 and not bewindvoering",
        "Write for example: maanden >= 6 and not bewindvoering",
    ),
)

_FOREIGN: Final = {
    "=": "==", "&": "and", "|": "or", "!": "not", "≥": ">=", "≤": "<=", "≠": "!=",
    "=>": ">=", "=<": "<=", "<>": "!=", "&&": "and", "||": "or",
}  # fmt: skip
# These may be the names of options too, so they are faults only where no name can stand.
_FOREIGN_WORDS: Final = {
    "en": "and", "of": "or", "niet": "not", "is": "==", "AND": "and", "OR": "or", "NOT": "not",
}  # fmt: skip
_WRITE_INSTEAD = Message("Schrijf ‘{instead}’.", "Write ‘{instead}’.")
_NOT_KNOWN = Message(
    "‘{token}’ hoort niet in een voorwaarde.", "‘{token}’ does not belong in a condition."
)
_EXPECTED = Message(
    "Hier stond een feit, getal of haakje verwacht, maar er staat ‘{token}’.",
    "A fact, number or parenthesis was expected here, but there is ‘{token}’.",
)
_ENDED = Message(
    "De voorwaarde houdt hier op; er ontbreekt iets.",
    "The condition stops here; something is missing.",
)
_EXTRA = Message(
    "‘{token}’ staat hier los: er ontbreekt and, or of een vergelijking voor.",
    "‘{token}’ stands alone here: and, or or a comparison is missing before it.",
)
_UNCLOSED = Message("Het haakje ‘{token}’ is niet gesloten.", "The ‘{token}’ is not closed.")
_TOO_LONG = Message(
    "De voorwaarde is te lang of te diep genest.", "The condition is too long or too deeply nested."
)


class Token(NamedTuple):
    """A piece of the text: what it is, what it says, and where."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Expression:
    """A node of the expression: `kind` is an operator, "name", "number", "list" or "compare"."""

    kind: str
    start: int
    end: int
    text: str = ""
    parts: tuple[Expression, ...] = ()
    operators: tuple[str, ...] = ()


class Unreadable(Exception):
    """The text is no expression; says what, where and what to write instead."""

    def __init__(
        self, message: Message, start: int, end: int, token: str, instead: str = ""
    ) -> None:
        super().__init__(token)
        self.message, self.start, self.end = message, start, end
        self.token, self.instead = token, instead

    @property
    def hint(self) -> Message | None:
        """What to write instead, where that is known."""
        return _WRITE_INSTEAD if self.instead else None


def read(text: str) -> Expression:
    """Return the expression that `text` says; raises `Unreadable`."""
    if len(text) > LONGEST:
        raise Unreadable(_TOO_LONG, 0, len(text), "")
    return _Reader(text).whole()


def _tokens(text: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        word = match.group()
        if kind == "other":
            raise Unreadable(_NOT_KNOWN, *match.span(), word, _FOREIGN.get(word, ""))
        if kind != "space":
            found.append(Token("sign" if word in KEYWORDS else kind, word, *match.span()))
    return [*found, Token("end", "", len(text.rstrip()), len(text.rstrip()) + 1)]


class _Reader:
    """Recursive descent, one method per line of the grammar."""

    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0
        self.calculations = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.at]

    def take(self, *words: str) -> Token | None:
        token = self.now
        if token.kind == "sign" and token.text in words:
            self.at += 1
            return token
        return None

    def fail(self, message: Message) -> NoReturn:
        token, before = self.now, self.tokens[max(0, self.at - 1)]
        if _FOREIGN_WORDS.get(before.text) == "not":
            token = before
        if token.kind == "end":
            raise Unreadable(_ENDED, token.start, token.end, "")
        instead = _FOREIGN_WORDS.get(token.text, "")
        message = _NOT_KNOWN if instead else message
        raise Unreadable(message, token.start, token.end, token.text, instead)

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(_TOO_LONG, self.now.start, self.now.end, "")

    def calculate(self) -> None:
        self.calculations += 1
        if self.calculations > MOST_CALCULATIONS:
            raise Unreadable(_TOO_LONG, self.now.start, self.now.end, "")

    def whole(self) -> Expression:
        expression = self.either()
        if self.now.kind != "end":
            self.fail(_EXTRA)
        return expression

    def either(self) -> Expression:
        self.deeper()
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        self.depth -= 1
        return _joined("or", parts)

    def both(self) -> Expression:
        parts = [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return _joined("and", parts)

    def negation(self) -> Expression:
        signs = []
        while sign := self.take("not"):
            signs.append(sign)
            self.deeper()
        expression = self.comparison()
        self.depth -= len(signs)
        for sign in reversed(signs):
            expression = Expression("not", sign.start, expression.end, parts=(expression,))
        return expression

    def comparison(self) -> Expression:
        parts, signs = [self.sum()], []
        while sign := self.take(*COMPARISONS):
            signs.append(sign.text)
            parts.append(self.sum())
        if signs:
            start, end = parts[0].start, parts[-1].end
            return Expression("compare", start, end, parts=tuple(parts), operators=tuple(signs))
        return self.membership(parts[0])

    def membership(self, left: Expression) -> Expression:
        negated = self.now.text == "not" and self.tokens[self.at + 1].text == "in"
        if negated:
            self.at += 1
        if not self.take("in"):
            return left
        right = self.listing() if self.now.text == "[" else self.sum()
        kind = "not in" if negated else "in"
        return Expression(kind, left.start, right.end, parts=(left, right))

    def listing(self) -> Expression:
        opening = self.now
        self.at += 1
        parts = [self.sum()]
        while self.take(","):
            parts.append(self.sum())
        end = self.closed("]", opening)
        return Expression("list", opening.start, end, parts=tuple(parts))

    def closed(self, word: str, opening: Token) -> int:
        closing = self.take(word)
        if closing is None:
            if self.now.kind == "end":
                raise Unreadable(_UNCLOSED, opening.start, opening.end, opening.text)
            self.fail(_EXTRA)
        return closing.end

    def sum(self) -> Expression:
        left = self.product()
        while sign := self.take("+", "-"):
            self.calculate()
            right = self.product()
            left = Expression(sign.text, left.start, right.end, parts=(left, right))
        return left

    def product(self) -> Expression:
        left = self.factor()
        while self.take("*"):
            self.calculate()
            right = self.factor()
            left = Expression("*", left.start, right.end, parts=(left, right))
        return left

    def factor(self) -> Expression:
        token = self.now
        if self.take("("):
            inner = self.either()
            return Expression("group", token.start, self.closed(")", token), parts=(inner,))
        if self.take("-"):
            self.deeper()
            inner = self.factor()
            self.depth -= 1
            return Expression("negative", token.start, inner.end, parts=(inner,))
        if token.kind not in ("name", "number"):
            self.fail(_EXPECTED)
        self.at += 1
        return Expression(token.kind, token.start, token.end, token.text)


def _joined(kind: str, parts: list[Expression]) -> Expression:
    if len(parts) == 1:
        return parts[0]
    return Expression(kind, parts[0].start, parts[-1].end, parts=tuple(parts))
