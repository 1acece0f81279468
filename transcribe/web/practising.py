"""A learner's own exercise: made when he asks for it, from his mistakes of the past weeks and a text new to him."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from transcribe import classroom
from transcribe.classroom.errors import NotAllowed, NotOpen
from transcribe.classroom.exercises import sound_of
from transcribe.classroom.practising import Basis
from transcribe.classroom.types import Sound, Who
from transcribe.core.data import shipped
from transcribe.core.errors import TranscribeError
from transcribe.exercises.types import EXERCISE_KINDS
from transcribe.web.desk import desk_of, form_of, inside

if TYPE_CHECKING:
    from transcribe.exercises.remedial import Plan
    from transcribe.exercises.types import Source
    from transcribe.grading.types import Lexicon

Sounds = Callable[[classroom.Store], tuple[Sound, ...]]
_WEEKS = 6
_ERRORS = 6
_NONE_LEFT = "n’a plus de texte nouveau pour vous : demandez-en à votre formateur"
_CLOSED = "n’est pas proposé dans votre classe : demandez à votre formateur"


def offered(store: classroom.Store, who: Who) -> dict[str, str] | None:
    """What the page of progress says of it: nothing where the class does without."""
    from transcribe.exercises.remedial import note_text

    try:
        basis = classroom.practice_basis(store, who)
    except NotAllowed:
        return None
    if not basis.allowed and basis.going is None:
        return None
    word = "Continuer mon exercice" if basis.going is not None else "Faire un exercice sur mes fautes"
    return {"note": note_text(_plan(basis, who)), "word": word}


async def begin(request: Request, who: Who) -> Response:
    """Goes to the learner's own exercise, made now if there is none that he has not handed in."""
    await form_of(request)
    desk = desk_of(request)
    assignment = await inside(_assignment, desk.store, who, desk.load_lexicon)
    copy = await inside(classroom.open_copy, desk.store, who, assignment)
    return RedirectResponse(f"/copie/{copy.id}", 303)


def _assignment(store: classroom.Store, who: Who, load_lexicon: "Callable[[], Lexicon]") -> int:
    from transcribe.exercises.level import measure
    from transcribe.exercises.remedial import Pool, remedial
    from transcribe.exercises.serial import to_json
    from transcribe.exercises.types import Choices
    from transcribe.exercises.writing import scheme_text

    basis = classroom.practice_basis(store, who)
    if basis.going is not None:
        return basis.going
    if not basis.allowed:
        raise NotOpen(why=_CLOSED)
    lexicon, plan = load_lexicon(), _plan(basis, who)
    found = _sources(basis)
    sounds = {one.id: its for one, its in found}
    source = Pool([one for one, _ in found], lexicon).choose(plan, _ERRORS)
    if source is None:
        raise NotOpen(why=_NONE_LEFT)
    choices = Choices(errors=_ERRORS, seed=basis.count + 1)
    # without the French model, which weighs more than the server
    made = remedial(plan, source, measure(source, lexicon), lexicon, choices, taken=set(), parsed=False)
    title = f"Exercice personnel ({EXERCISE_KINDS[made.kind].lower()})"
    made = replace(made, id=f"personnel-{who.person.id}-{basis.count + 1}", title=title)
    return classroom.give_practice(
        store, who, to_json(made), scheme=scheme_text(made.kind), sounds=sounds[source.id](store)
    )


def _plan(basis: Basis, who: Who) -> "Plan":
    from transcribe.exercises.remedial import Plan, plans

    found = plans(basis.past, weeks=_WEEKS)
    return found[0] if found else Plan(str(who.person.id), who.person.name, 0, None)


def _sources(basis: Basis) -> "list[tuple[Source, Sounds]]":
    """The texts that may serve, with what gives their sounds: those of the space, then the program's own."""
    from transcribe.exercises.serial import from_json

    out: dict[str, tuple[Source, Sounds]] = {}
    for text in basis.texts:
        try:
            source = from_json(text.key_json, "exercise.json").source
        except TranscribeError:
            continue  # made by hand, or by a program of other days: it cannot be made into another
        out.setdefault(source.id, (replace(source, audio=None), partial(_kept, text.sounds)))
    for path in _shipped():
        if path.stem not in out and path.stem not in basis.guarded:
            out[path.stem] = (_source(path), partial(_taken, path.with_suffix(".ogg")))
    return [one for name, one in out.items() if name not in basis.guarded]


@cache
def _shipped() -> tuple[Path, ...]:
    try:
        return tuple(sorted(shipped("samples").glob("*.toml")))
    except FileNotFoundError:
        return ()


@cache
def _source(path: Path) -> "Source":
    from transcribe.exercises.sources import source_of

    return source_of(path, lambda _: "")


def _kept(sounds: tuple[Sound, ...], _: classroom.Store) -> tuple[Sound, ...]:
    return sounds


def _taken(path: Path, store: classroom.Store) -> tuple[Sound, ...]:
    return (sound_of(store, path),) if path.is_file() else ()
