"""``transcribe anonymise --page``: the review in the browser, until whoever decides has finished or puts it off."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from transcribe.anonymising.deciding import Deciding
    from transcribe.anonymising.keeping import State
    from transcribe.anonymising.work import Exported


def review_on_page(
    folder: Path, state: "State", out: Path, write: "Callable[[], Exported]", *, port: int, shown: bool
) -> "Exported | None":
    """Serves the review of a folder to this computer; what ``write`` made when it was finished, None when put off.

    Raises:
        ServeError: the port is taken.
        DocumentError: the table of the review cannot be read.
    """
    from transcribe.anonymising.deciding import Deciding
    from transcribe.web.anonymising import Review, create_app
    from transcribe.web.serving import LOOPBACK, Served, bind, serve, show_in_browser

    deciding = Deciding(folder, state)
    deciding.standing()  # a table that cannot be read is told here, not on a page
    review = Review(deciding, secrets.token_urlsafe(18), str(out), write)
    listening = bind(port, network=False)
    address = f"http://{LOOPBACK}:{listening.getsockname()[1]}{review.path}"

    def ready() -> None:
        click.echo(
            f"Relecture : {address}\nCette adresse ne s’ouvre que sur cet ordinateur : ne la donnez à personne. "
            "Ctrl+C arrête ; tout ce qui est enregistré le reste.",
            err=True,
        )
        if shown:
            show_in_browser(address)

    serve(Served(create_app(review), listening), ready=ready, over=review.over.is_set)
    if review.done is None:
        _put_off(deciding)
    return review.done


def _put_off(deciding: "Deciding") -> None:
    now = deciding.standing()
    counts = [now.count(item) for item in deciding.state.items]
    done, total = sum(one for one, _ in counts), sum(one for _, one in counts)
    click.echo(
        f"Rien n’est encore anonyme : {done} passage(s) sur {total} relu(s). La même commande reprend ici."
    )
