"""The pages of the preview: the page itself, what it is made of, what is told, parts of trees.

Nothing of an address is taken for the name of a file: it is looked up among what there is.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Final, cast

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from woonboom.preview.assets import Asset, Editor, assets
from woonboom.preview.board import readable
from woonboom.preview.following import Following
from woonboom.preview.guard import PAGE_POLICY, Failed, Guard, refusal, unsaid
from woonboom.preview.messages import MEDIA, Part

_RETRY_MS: Final = 500


def app_of(
    following: Following, port: int, editor: Editor | None = None, failed: Failed = unsaid
) -> Guard:
    """Return the application that shows the trees that are followed, on a port.

    `failed` is told of what goes wrong in an answer.
    """
    pages = assets(following.language, editor)

    async def asset(request: Request) -> Response:
        found = pages.get(request.url.path)
        return refusal(404, following.language) if found is None else _page(found)

    async def part(request: Request) -> Response:
        return _part(following, request.path_params)

    async def missing(_: Request, __: Exception) -> Response:
        return refusal(404, following.language)

    async def events(request: Request) -> Response:
        if following.is_full:
            return refusal(503, following.language)
        told = _stream(following, request.query_params.getlist("tree"))
        return StreamingResponse(told, media_type="text/event-stream")

    routes = [
        Route("/events", events),
        Route("/trees/{key}/{part}", part),
        *(Route(path, asset) for path in pages),
    ]
    app = Starlette(routes=routes, exception_handlers={404: missing})
    return Guard(app, port, following.language, failed)


def _page(asset: Asset) -> Response:
    headers = {"Content-Security-Policy": PAGE_POLICY}
    return Response(asset.data, media_type=asset.media, headers=headers)


def _part(following: Following, named: Mapping[str, str]) -> Response:
    entry = following.board.entries.get(named["key"])
    kept = entry.parts.get(cast("Part", named["part"])) if entry else None
    if kept is None or kept.data is None:
        return refusal(404, following.language)
    return Response(kept.data, media_type=MEDIA[cast("Part", named["part"])])


async def _stream(following: Following, keys: Iterable[str]) -> AsyncIterator[str]:
    yield f"retry: {_RETRY_MS}\n\n"
    async for state in following.states(keys):
        yield f"data: {readable(json.dumps(state, ensure_ascii=False))}\n\n"
