"""Tasks for tests, and sound that stands for sound: nothing here decodes it."""

from hypothesis import strategies as st

from transcribe.interop.types import Blank, Fault, Sentence, Sound, Task

OGG = Sound("dictee.ogg", b"OggS" + bytes(range(256)), "audio/ogg")
RIGHT = "Compte-rendu d’été\nPas de dyspnée. Hémoglobine à 13 g/dl, {1:SA:=x} *étoile* & <b>."
SIGNS = "}~#=/\\*:{|%&<>\"'’_$@[]%-. 0aéŒ\u00a0\u202f+"


def gaps(*blanks: Blank, pieces: tuple[str, ...] = (), listed: tuple[str, ...] = ()) -> Task:
    around = pieces or tuple(f"mot {n} " for n in range(len(blanks) + 1))
    return Task(
        "trous-1", "Texte à trous – été", "trous", ("Complétez chaque trou.",), "", pieces=around,
        blanks=blanks, listed=listed, sounds=(OGG,),
    )  # fmt: skip


def proofreading() -> Task:
    given = RIGHT.replace("dyspnée", "dispnée")
    start = RIGHT.index("dyspnée")
    return Task(
        "relecture-1", "Relecture – été", "relecture", ("Corrigez <tout>.",), RIGHT, given,
        faults=(Fault(start, start + 7, "dispnée", "orthographe"),), sounds=(OGG,),
    )  # fmt: skip


def dictation() -> Task:
    lines = ["Compte-rendu d’été.", "Pas de dyspnée : « rien » à signaler|noter."]
    pieces = tuple(
        Sentence(line, Sound(f"phrase-{n}.ogg", b"OggS", "audio/ogg")) for n, line in enumerate(lines, 1)
    )
    return Task(
        "dictee-1", "Dictée – été", "dictee", ("Écoutez.",), "\n".join(lines), sounds=(OGG,), sentences=pieces
    )


_TEXT = st.text(st.sampled_from(SIGNS), max_size=12)
_WORD = _TEXT.map(lambda text: " ".join(text.split())).filter(bool)
BLANKS = st.lists(
    st.builds(Blank, _WORD, st.sampled_from(["", "é", "*"]), _TEXT.map(str.strip)), min_size=1, max_size=4
)
PIECES = st.lists(st.text(st.sampled_from(SIGNS + "\n"), max_size=15), min_size=5, max_size=5)
