"""From a written text with marks to utterances: what is said and what the recogniser should write."""

import random
import re
from dataclasses import dataclass
from typing import Literal

from training.texts.speaking import speak

Mode = Literal["full", "partial", "none"]
SHORTEST, LONGEST = 4, 26

_TOKEN = re.compile(r"[,;:.?!()«»•/…\n]|[^\s,;:.?!()«»•/…]+")
_MARKS = frozenset(",;:.?!()«»•/…\n")
_LINES = ["à la ligne"] * 8 + ["retour à la ligne", "nouvelle ligne", "nouveau paragraphe", "à la ligne"]
_POINT_LINES = ["point à la ligne"] * 10 + [
    "point retour à la ligne",
    "point nouveau paragraphe",
    "point nouvelle ligne",
]
_PAIRS = {
    "()": [
        ("ouvrez la parenthèse", "fermez la parenthèse"),
        ("ouvrez la parenthèse", "fermez la parenthèse"),
        ("ouvrir la parenthèse", "fermer la parenthèse"),
        ("parenthèse ouvrante", "parenthèse fermante"),
        ("ouvrez parenthèse", "fermez parenthèse"),
        ("j'ouvre la parenthèse", "je ferme la parenthèse"),
        ("entre parenthèses", "fermez la parenthèse"),
        ("parenthèse", "fermez la parenthèse"),
    ],
    "«»": [
        ("ouvrez les guillemets", "fermez les guillemets"),
        ("ouvrir les guillemets", "fermer les guillemets"),
        ("entre guillemets", "fermez les guillemets"),
        ("guillemets ouvrants", "guillemets fermants"),
        ("guillemets", "fermez les guillemets"),
    ],
}
_SINGLE = {
    ",": "virgule",
    ".": "point",
    ":": "deux points",
    ";": "point virgule",
    "?": "point d'interrogation",
    "!": "point d'exclamation",
    "•": "tiret",
    "…": "points de suspension",
    ":\n": "deux points à la ligne",
}
_DICTATED_IN_PARTIAL = {
    ",": 0.2,
    ".": 0.35,
    ":": 0.6,
    ";": 0.6,
    "?": 0.4,
    "!": 0.2,
    "•": 1.0,
    "/": 0.5,
    "…": 0.8,
    "\n": 0.8,
    ".\n": 0.75,
    ":\n": 0.9,
    "(": 0.85,
    "«": 0.85,
}


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the voice is given and what the recogniser should write, in the same words."""

    say: str
    target: str


@dataclass(slots=True)
class _Piece:
    """One word or mark: its text in ``target``, whether it is glued to the left, and the pause after it."""

    text: str
    words: int = 0
    glued: bool = False
    pause: str = ""
    ends: bool = False  # an utterance may end here
    sentence: bool = False  # a sentence ends here


class _Marks:
    """Decides which marks are dictated, and in which words."""

    def __init__(self, chance: random.Random, mode: Mode) -> None:
        self.chance, self.mode = chance, mode
        self.closing: dict[str, str | None] = {}

    def dictated(self, mark: str) -> bool:
        if self.mode == "partial":
            return self.chance.random() < _DICTATED_IN_PARTIAL[mark]
        return self.mode == "full"

    def pieces(self, mark: str) -> list[_Piece]:
        if mark in ("(", "«"):
            pair = "()" if mark == "(" else "«»"
            said = self.chance.choice(_PAIRS[pair]) if self.dictated(mark) else None
            self.closing[pair] = said[1] if said else None
            return [_command(said[0])] if said else ([_written(",")] if mark == "(" else [])
        if mark in (")", "»"):
            words = self.closing.pop("()" if mark == ")" else "«»", None)
            return [_command(words)] if words else ([_written(",")] if mark == ")" else [])
        if mark == "/":
            words = self.chance.choice(["slash", "slash", "barre oblique"]) if self.dictated(mark) else "sur"
            return [_Piece(words, len(words.split()))]
        if not self.dictated(mark):
            mark = "." if mark == "…" else mark
            return [_written(mark[0])] if mark[0] not in "•\n" else ([_written(".")] if mark == "\n" else [])
        words = _SINGLE.get(mark) or self.chance.choice(_LINES if mark == "\n" else _POINT_LINES)
        if mark == ".\n" and self.mode == "partial" and self.chance.random() < 0.3:
            words = self.chance.choice(_LINES)
        return [_command(words, sentence="\n" in mark or mark in ".?!")]


def _command(words: str, *, sentence: bool = False) -> _Piece:
    opens = words.startswith(("ouv", "entre", "j'ouvre", "tiret")) or words.endswith("ouvrante")
    pause = "" if opens else "." if sentence else ","
    return _Piece(words, len(words.split()), pause=pause, ends=not opens, sentence=sentence)


def _written(mark: str) -> _Piece:
    return _Piece(mark, glued=True, ends=mark != ":", sentence=mark in ".?!")


def _pieces(text: str, mode: Mode, chance: random.Random) -> list[_Piece]:
    tokens = _TOKEN.findall(re.sub(r" *\n+ *", "\n", text.strip()))
    marks, place = _Marks(chance, mode), 0
    pieces: list[_Piece] = []
    while place < len(tokens):
        token = tokens[place]
        if token in _MARKS:
            if token in ".:" and place + 1 < len(tokens) and tokens[place + 1] == "\n":
                token, place = token + "\n", place + 1
            found = marks.pieces(token)
            if found and found[0].glued and pieces and pieces[-1].glued:
                if token not in "\n)" and found[0].text in ".?!:" and pieces[-1].text == ",":
                    pieces[-1] = found[0]  # a stop beats the comma of an unsaid parenthesis
                found = []
            pieces += found
        else:
            pieces.append(_Piece(token, 1))
        place += 1
    return pieces


def _grouped(pieces: list[_Piece], chance: random.Random) -> list[list[_Piece]]:
    """Groups of SHORTEST to LONGEST words that end where a speaker may breathe."""
    clauses: list[list[_Piece]] = [[]]
    for index, piece in enumerate(pieces):
        clauses[-1].append(piece)
        follow = pieces[index + 1] if index + 1 < len(pieces) else None
        if follow is not None and piece.ends and not follow.glued and follow.ends is False:
            clauses.append([])
    groups: list[list[_Piece]] = []
    wanted = 0
    for clause in clauses:
        size = sum(piece.words for piece in clause)
        before = sum(piece.words for piece in groups[-1]) if groups else 0
        closed = (
            groups
            and before >= SHORTEST
            and (before >= wanted or (groups[-1][-1].sentence and chance.random() < 0.4))
        )
        if groups and before + size <= LONGEST and not closed:
            groups[-1] += clause
        else:
            groups.append(list(clause))
            wanted = chance.randint(5, 20)
    return groups


def utterances(text: str, mode: Mode, chance: random.Random) -> list[Utterance]:
    """The utterances of ``text`` in order; a clause too long for one breath raises ``ValueError``."""
    made: list[Utterance] = []
    capital = True
    for group in _grouped(_pieces(text, mode, chance), chance):
        target, said = "", ""
        for piece in group:
            word = piece.text
            if piece.words and capital and mode != "full":
                word = word[0].upper() + word[1:]
            if piece.words:
                capital = False
            if piece.glued:
                target += f" {word}" if word in ":;?!" else word
                said = said.rstrip(",") + ("," if word in ":;" else word)
                capital = piece.sentence
            else:
                target += f" {word}"
                said += f" {speak(word)}{piece.pause}"
                capital = capital or (piece.sentence and mode != "full")
        words = len(target.split())
        if words > LONGEST + 4:
            raise ValueError(f"too long for one breath: {target}")
        said = said.strip().rstrip(",")
        made.append(Utterance(said if said[-1:] in ".?!" else said + ".", target.strip()))
    return _without_stubs(made)


def _without_stubs(made: list[Utterance]) -> list[Utterance]:
    """Utterances of one to three words join their neighbour where there is room."""
    out: list[Utterance] = []
    for one in made:
        short = out and min(len(out[-1].target.split()), len(one.target.split())) < SHORTEST
        if short and len(out[-1].target.split()) + len(one.target.split()) <= LONGEST + 4:
            out[-1] = Utterance(f"{out[-1].say} {one.say}", f"{out[-1].target} {one.target}")
        else:
            out.append(one)
    return out
