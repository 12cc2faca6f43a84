"""Only this computer, and only our own page: every other request is refused before it is looked at.

The server listens on 127.0.0.1 alone, but a page from elsewhere in the same browser can send
requests there too, under a name of its own that leads to 127.0.0.1 (DNS rebinding) or straight. So
the name in `Host` must be ours, and where the browser tells from where a request comes
(`Sec-Fetch-Site`, `Origin`), that must be our own page or nowhere. Nothing can be changed by a
request, and no other page may read an answer or show it in a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Told

from woonboom.diagnostics import Message

_METHODS: Final = frozenset(("GET", "HEAD"))
_FROM_HERE: Final = frozenset(("same-origin", "none"))
PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""What the page may do: show what comes from this server."""
PART_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""What a part of a tree may do, shown in a frame or by itself: no script runs."""
_ALWAYS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


_REFUSALS: Final[Mapping[int, Message]] = {
    403: Message(
        "Dit adres opent niet vanaf een andere pagina. Typ of plak het zelf in de adresbalk.",
        "This address does not open from another page. Type or paste it in the address bar.",
    ),
    404: Message("Hier is niets.", "Nothing is here."),
    405: Message("Hier kan alleen gelezen worden.", "This can only be read."),
    421: Message(
        "Deze server heet 127.0.0.1 of localhost, en antwoordt op geen andere naam.",
        "This server is called 127.0.0.1 or localhost, and answers to no other name.",
    ),
    503: Message(
        "Er kijken te veel browsers tegelijk. Sluit er een paar.",
        "Too many browsers look at once. Close some of them.",
    ),
}
Failed = Callable[[Exception], None]


def unsaid(_: Exception) -> None:
    """Tell nobody of an error."""


def refusal(status: int, language: str) -> Response:
    """Return the answer that refuses a request, in a language."""
    headers = {"Allow": ", ".join(sorted(_METHODS))} if status == 405 else None
    return PlainTextResponse(_REFUSALS[status].say(language) + "\n", status, headers)


class Guard:
    """Lets requests to one port through that come from this computer's own page.

    It refuses in a language, and tells `failed` of what goes wrong in an answer.
    """

    def __init__(
        self, app: ASGIApp, port: int, language: str = "nl", failed: Failed = unsaid
    ) -> None:
        self._app, self._language, self._failed = app, language, failed
        names = ("127.0.0.1", "localhost")
        self._hosts = {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":  # the server is told to know nothing else
            raise ValueError(scope["type"])
        refused = self._refused(scope)
        app = refusal(refused, self._language) if refused else self._app

        async def guarded(message: Told) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", PART_POLICY)
            await send(message)

        try:
            await app(scope, receive, guarded)
        except Exception as error:
            self._failed(error)
            raise

    def _refused(self, scope: Scope) -> int | None:
        """The status with which a request is refused, if it is."""
        headers: Mapping[str, str] = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._hosts:
            return 421
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
        if site not in _FROM_HERE or (origin is not None and origin.lower() not in self._origins):
            return 403
        if scope.get("method") not in _METHODS:
            return 405
        return None
