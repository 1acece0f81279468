"""``transcribe anonymise``: dictations without the people in them, once a person has read what was found."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transcribe.cli.listening import listening_bar
from transcribe.cli.options import shared
from transcribe.cli.reviewing import review_on_page
from transcribe.core.names import quoted

if TYPE_CHECKING:
    from transcribe.anonymising import Vocabulary
    from transcribe.anonymising.keeping import State
    from transcribe.anonymising.people import Namer
    from transcribe.anonymising.respeaking import Speak
    from transcribe.anonymising.work import Exported, Hear
    from transcribe.core.revision import Revision
    from transcribe.terms import Lexicon

_LEAST = 12


@click.command(name="anonymise")
@click.argument("inputs", metavar="DICTÉE…", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out", "-o", metavar="DOSSIER", type=click.Path(file_okay=False, path_type=Path),
    help="Dossier des textes et des sons anonymisés.",
)  # fmt: skip
@click.option(
    "--review", metavar="DOSSIER", type=click.Path(file_okay=False, path_type=Path),
    help="Dossier de la relecture (par défaut : celui de --out, suivi de « -relecture »).",
)  # fmt: skip
@click.option(
    "--format",
    "form",
    default="ogg",
    show_default=True,
    type=click.Choice(["ogg", "wav"]),
    help="Forme du son.",
)
@click.option("--model", default="", metavar="NOM", help="Modèle vocal (voir « transcribe models »).")
@click.option("--device", default="auto", type=click.Choice(["auto", "cpu", "cuda"]), help="Où calculer.")
@click.option(
    "--voice", default="", metavar="VOIX",
    help="Dit les remplaçants dans le son par une voix de « transcribe speak --voix-liste », au lieu d’un ton.",
)  # fmt: skip
@click.option("--restart", is_flag=True, help="Refait la relecture, et perd les décisions de l’ancienne.")
@click.option(
    "--erase-review", is_flag=True, help="Efface la relecture, qui nomme les patients, une fois tout écrit."
)
@click.option(
    "--correspondances", metavar="FICHIER", type=click.Path(dir_okay=False, path_type=Path),
    help="Écrit à part qui a pris la place de qui, chiffré par une phrase secrète.",
)  # fmt: skip
@click.option(
    "--open", "opened", metavar="FICHIER", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Montre un fichier de correspondances, contre sa phrase secrète.",
)  # fmt: skip
@click.option(
    "--page", is_flag=True,
    help="Relit dans le navigateur, passage par passage, avec le son et le texte entier, puis écrit tout.",
)  # fmt: skip
@click.option(
    "--port", default=0, show_default=True, type=click.IntRange(0, 65535),
    help="Port de la page ; 0 : un port libre.",
)  # fmt: skip
@click.option("--sans-navigateur", "hidden", is_flag=True, help="Avec --page, n’ouvre pas le navigateur.")
@click.option("--quiet", "-q", is_flag=True, help="N’affiche que l’essentiel.")
@shared
def command(
    inputs: tuple[Path, ...],
    out: Path | None,
    review: Path | None,
    form: str,
    model: str,
    device: str,
    voice: str,
    restart: bool,
    erase_review: bool,
    correspondances: Path | None,
    opened: Path | None,
    page: bool,
    port: int,
    hidden: bool,
    quiet: bool,
) -> int:
    """Retire des dictées (sons et textes) ce qui dit de qui il s’agit : noms, lieux, dates, numéros, adresses.

    La même commande sert deux fois. La première écoute, cherche, et écrit une relecture : un tableau à confirmer
    ligne par ligne, avec des extraits à écouter ; rien n’est encore anonyme. La seconde, une fois chaque ligne décidée,
    écrit les textes avec d’autres noms et les sons où les passages sont couverts d’un son doux. Avec --page, la
    relecture se fait dans le navigateur, et les deux n’en font qu’une.

    Exemple : transcribe anonymise dictees/ --out anonymes/
    """
    if opened is not None:
        return _show(opened)
    if not inputs:
        raise click.UsageError("Donnez des dictées, sons ou textes, et --out DOSSIER ; ou --open FICHIER.")
    if out is None:
        raise click.UsageError(
            "Dites par --out dans quel dossier écrire, par exemple : "
            f"transcribe anonymise {quoted(inputs[0])} --out anonymes"
        )
    if correspondances is not None:
        from transcribe.anonymising.sealing import check_cipher

        check_cipher()
    folder = review or out.with_name(f"{out.name or 'anonymes'}-relecture")
    if folder.resolve() == out.resolve():
        raise click.BadParameter(
            "la relecture nomme les patients : donnez-lui un autre dossier que --out.", param_hint="--review"
        )
    from transcribe.anonymising.sources import find_sources
    from transcribe.core.locks import working_in

    if (restart or not _is_begun(folder)) and not find_sources(inputs, without=(out, folder)):
        return _nothing()
    speak = _speaking(voice) if voice else None  # told now if it is not there, not after minutes of listening
    with working_in(folder):
        if restart:
            _begin_again(folder)
        if not _is_begun(folder):
            code = _prepare(inputs, out, folder, model=model, device=device, quiet=quiet, page=page)
            if code or not page:
                return code
        write = _writer(inputs, out, folder, f".{form}", speak, correspondances, quiet=quiet, page=page)
        if page:
            done = review_on_page(folder, write.state, out, write, port=port, shown=not hidden)
            if done is None:
                return 0
        else:
            done = write()
        _tell(done, out)
    return _after(folder, erased=erase_review)


def _nothing() -> int:
    click.echo(
        "Erreur : Rien à anonymiser dans ce que vous avez donné : donnez des sons (.ogg, .mp3, .wav, .m4a…), des "
        "textes (.docx, .odt, .txt…) ou un dossier qui en contient.",
        err=True,
    )
    return 1


def _begin_again(folder: Path) -> None:
    from transcribe.anonymising.keeping import begin_again
    from transcribe.core.errors import OutputError, cause_of

    try:
        begin_again(folder)
    except OSError as error:
        raise OutputError(path=folder, cause=cause_of(error)) from error


def _is_begun(folder: Path) -> bool:
    from transcribe.anonymising.keeping import STATE

    return (folder / STATE).is_file()


def _prepare(
    inputs: tuple[Path, ...], out: Path, folder: Path, *, model: str, device: str, quiet: bool, page: bool
) -> int:
    from transcribe.anonymising.review import TABLE
    from transcribe.anonymising.sources import find_sources
    from transcribe.anonymising.work import Finder, prepare
    from transcribe.speech import is_audio

    sources = find_sources(inputs, without=(out, folder))
    sounds = any(is_audio(path) for path in sources)
    vocabulary = _vocabulary()
    hear = _hearing(model, device, vocabulary.lexicon, sounds=sounds, quiet=quiet)
    finder = Finder(vocabulary, _namer())
    state, failures = prepare(sources, hear, finder, folder, say=_unsaid if quiet else _say)
    for failure in failures:
        click.echo(f"Erreur : {failure}", err=True)
    if not state.items:
        return 1
    count = len(state.lines)
    if failures:
        click.echo("Retirez ces fichiers, puis relancez la même commande : rien n’est à refaire.", err=True)
    if not page:
        click.echo(
            f"Rien n’est encore anonyme : {count} passage(s) de {len(state.items)} fichier(s) sont à relire dans "
            f"« {folder / TABLE} ».\nÉcrivez oui ou non dans la colonne « décision » de chaque ligne, "
            "ajoutez ce qui manque, puis relancez la même commande. Avec --page, cela se fait dans le navigateur."
        )
    return 1 if failures else 0


@dataclass(frozen=True)
class _Writer:
    """The second run, ready to be made when the review is decided."""

    state: "State"
    folder: Path
    out: Path
    suffix: str
    speak: "Speak | None"
    correspondances: Path | None
    passphrase: str
    say: Callable[[str], None]

    def __call__(self) -> "Exported":
        """Writes the anonymous files.

        Raises:
            TranscribeError: the review is not decided, a file changed, something cannot be written.
        """
        from transcribe.anonymising.review import read_review
        from transcribe.anonymising.sealing import seal
        from transcribe.anonymising.work import export
        from transcribe.core.errors import OutputError, cause_of

        reviewed = read_review(self.folder, self.state.lines)
        done = export(self.state, reviewed, self.out, suffix=self.suffix, say=self.say, speak=self.speak)
        if self.correspondances is not None:
            try:
                seal(self.correspondances, done.mapping, self.passphrase)
            except OSError as error:
                raise OutputError(path=self.correspondances, cause=cause_of(error)) from error
        return done


def _writer(
    inputs: tuple[Path, ...],
    out: Path,
    folder: Path,
    suffix: str,
    speak: "Speak | None",
    correspondances: Path | None,
    *,
    quiet: bool,
    page: bool,
) -> _Writer:
    """What writes, once it was made sure that every file was reviewed; on the command line, that all is decided."""
    from transcribe.anonymising.keeping import read_state
    from transcribe.anonymising.review import read_review
    from transcribe.anonymising.sources import find_sources
    from transcribe.core.errors import DocumentError

    state = read_state(folder)
    known = {item.source for item in state.items}
    new = [path for path in find_sources(inputs, without=(out, folder)) if str(path.resolve()) not in known]
    if new:
        raise DocumentError(
            message=f"« {new[0]} » n’a pas été relu : retirez-le, ou relancez avec --restart pour tout relire."
        )
    if not page:
        read_review(folder, state.lines)
    passphrase = _new_passphrase() if correspondances is not None else ""
    say = _unsaid if quiet else _say
    return _Writer(state, folder, out, suffix, speak, correspondances, passphrase, say)


def _tell(done: "Exported", out: Path) -> None:
    for warning in done.warnings:
        click.echo(f"À vérifier : {warning}", err=True)
    click.echo(
        f"{len(done.paths)} fichier(s) dans « {out} », {len(done.mapping)} passage(s) remplacé(s). "
        "Écoutez-les avant de les donner : la voix reste celle de la personne qui dicte."
    )


def _speaking(voice: str) -> "Speak":
    """A voice that reads a written text: « 12 juin 2026 » in words, a spelled name letter by letter."""
    from transcribe.voices import load_voice

    speaker = load_voice(voice)
    return lambda text: speaker.speak(_spoken(text))


def _spoken(text: str) -> str:
    import random

    from transcribe.speaking import dictated, read_aloud

    letters = text.replace("-", " ").replace(".", " ").replace(",", " ").split()
    if len(letters) > 1 and all(len(letter) == 1 for letter in letters):
        return ", ".join(letters)
    return dictated(read_aloud(text), "aucune", random.Random(0))


def _after(folder: Path, *, erased: bool) -> int:
    from transcribe.anonymising.work import erase

    if erased:
        erase(folder)
        click.echo(f"Relecture effacée : « {folder} ».")
    elif _is_begun(folder):
        click.echo(
            f"« {folder} » nomme encore les patients : effacez-le quand il ne sert plus (--erase-review).",
            err=True,
        )
    return 0


def _hearing(model: str, device: str, lexicon: "Lexicon", *, sounds: bool, quiet: bool) -> "Hear":
    if not sounds:
        return _unheard
    from transcribe.pipeline import Settings, make_converter
    from transcribe.speech import DEFAULT_MODEL

    converter = make_converter(
        Settings(), model=model or DEFAULT_MODEL, device=device, lexicon=lexicon, notify=_say
    )

    def hear(path: Path) -> "Revision":
        with listening_bar(path, quiet=quiet) as show:
            return converter.convert(path, on_progress=show).revision

    return hear


def _unheard(path: Path) -> "Revision":
    """Stands where no file is a sound."""
    raise ValueError(path)


def _vocabulary() -> "Vocabulary":
    from transcribe import terms
    from transcribe.anonymising import Vocabulary

    return Vocabulary(terms.load_lexicon())


def _namer() -> "Namer | None":
    """spaCy's model of names, where it is installed."""
    from transcribe.nlp.model import is_installed

    if not is_installed():
        return None
    from transcribe.nlp.names import names

    return lambda text: [(one.start, one.end) for one in names(text)]


def _new_passphrase() -> str:
    while True:
        phrase: str = click.prompt(
            "Phrase secrète des correspondances", hide_input=True, confirmation_prompt="Encore une fois"
        )
        if len(phrase) >= _LEAST:
            return phrase
        click.echo(f"Au moins {_LEAST} caractères : sans elle, le fichier ne protège personne.", err=True)


def _show(path: Path) -> int:
    from transcribe.anonymising.sealing import unseal

    for original, new, kind, file in unseal(path, click.prompt("Phrase secrète", hide_input=True, err=True)):
        click.echo(f"{file}\t{kind}\t{original}\t{new}")
    return 0


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


def _unsaid(_sentence: str) -> None:
    """Says nothing."""
