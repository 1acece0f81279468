"""Pages that follow what happens: one stream of events, sent when something has changed."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from transcribe.web.desk import desk_of, inside, who_asks

_EVERY_S = 1.0
_LONGEST_S = 600
_ALIVE_S = 15


def stream(request: Request, look: Callable[[], dict[str, Any]]) -> Response:
    """Answers with what ``look`` gives (texts by the name of their place), each time that it gives something else.

    The browser asks again when the stream ends; following a class makes no session last.
    """
    return StreamingResponse(
        _events(request, look), media_type="text/event-stream", headers={"cache-control": "no-store"}
    )


async def _events(request: Request, look: Callable[[], dict[str, Any]]) -> AsyncIterator[str]:
    last, silent = "", 0.0
    for _ in range(round(_LONGEST_S / _EVERY_S)):
        if desk_of(request).is_stopping():
            return
        if await who_asks(request, renew=False) is None:
            yield "event: fin\ndata: {}\n\n"
            return
        now = json.dumps(await inside(look), ensure_ascii=False)
        silent += _EVERY_S
        if now != last:
            last, silent = now, 0.0
            yield f"data: {now}\n\n"
        elif silent >= _ALIVE_S:
            silent = 0.0
            yield ": \n\n"
        await asyncio.sleep(_EVERY_S)
