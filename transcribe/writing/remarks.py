"""Remarks to the secretary, and the end of the dictation."""

from transcribe.writing.tokens import Draft, Token
from transcribe.writing.words import word_set

_REASON = "remarque au secrétariat"
_END = "fin de dictée"
_THANKS_VERBS = word_set(
    "mettre envoyer adresser imprimer joindre relire corriger taper verifier faire ajouter inserer faxer "
    "transmettre prevoir preparer laisser noter classer scanner photocopier agrafer mailer"
)
_ORDERS = word_set(
    "mettez envoyez adressez imprimez joignez relisez verifiez faites ajoutez faxez transmettez preparez "
    "mettrez enverrez adresserez imprimerez joindrez ferez transmettrez mets envoie imprime fais ajoute "
    "mettras enverras"
)
_OBJECTS = word_set("copie copies double doubles exemplaire exemplaires photocopie photocopies")
_OFFICE = word_set(
    "exemplaire exemplaires imprimer imprimez orthographe mise secretaire secretariat fax mail messagerie "
    "taper photocopie photocopies relire double recto verso entete en-tete"
)
_OPENERS = word_set("ah oui au fait et puis donc alors voila bon enfin aussi egalement merci")
_RECIPIENT_LEADS = word_set("a au aux pour le la l' les medecin et ainsi qu'au qu'a que")
_TITLES = {
    "docteur": "Dr",
    "docteurs": "Dr",
    "docteure": "Dre",
    "dr": "Dr",
    "professeur": "Pr",
    "pr": "Pr",
    "madame": "Mme",
    "mme": "Mme",
    "monsieur": "M.",
}
_ENDINGS = (
    ("fin", "de", "dictee"),
    ("fin", "de", "dicter"),
    ("fin", "du", "dicte"),
    ("fin", "de", "la", "dictee"),
    ("fin", "du", "compte-rendu"),
    ("fin", "de", "compte-rendu"),
    ("fin", "du", "courrier"),
    ("fin", "de", "courrier"),
    ("fin", "de", "la", "lettre"),
    ("fin", "de", "l'enregistrement"),
    ("fin", "d'enregistrement"),
    ("fin", "du", "document"),
    ("fin", "de", "message"),
    ("dictee", "terminee"),
    ("terminez", "la", "dictee"),
)
_LONGEST_AFTER_END = 25


def take_remarks(draft: Draft) -> None:
    """Takes the end of the dictation and the remarks to the secretary out of the text."""
    _take_end(draft)
    start = 0
    while start < len(draft.tokens):
        stop = _sentence_end(draft.tokens, start)
        found = _remark(draft.tokens, start, stop)
        if found is None:
            start = stop
            continue
        begin, copy = found
        run = draft.tokens[begin:stop]
        words = [t for t in run if t.role == "word"]
        recipients = _recipients(words) if copy else []
        for tokens, name in recipients:
            draft.instruct(tokens, "copy", name)
        if not recipients:
            draft.instruct(words, "other", " ".join(t.heard for t in words))
        end = stop
        while end > begin and draft.tokens[end - 1].is_break:
            end -= 1
        removed = draft.remove(begin, end, kind="removal", reason=_REASON)
        _close_sentence(draft, begin, removed)
        start = begin + 1


def _take_end(draft: Draft) -> None:
    tokens = draft.tokens
    keys = [t.key if t.role == "word" else "" for t in tokens]
    for index in range(len(tokens) - 1, -1, -1):
        if keys[index] not in ("fin", "dictee", "terminez"):
            continue
        for ending in _ENDINGS:
            if tuple(keys[index : index + len(ending)]) != ending:
                continue
            stop = index + len(ending)
            rest = [t for t in tokens[stop:] if t.role == "word"]
            if len(rest) <= _LONGEST_AFTER_END:
                if rest and not _remark(tokens, stop, len(tokens)):
                    draft.instruct(rest, "other", " ".join(t.heard for t in rest))
                    stop = len(tokens)
                elif not rest:
                    stop = len(tokens)
            removed = draft.remove(index, stop, kind="command", reason=_END)
            _close_sentence(draft, index, removed)
            return


def _close_sentence(draft: Draft, index: int, removed: list[Token]) -> None:
    """The word before a removed remark ends its sentence if the remark did."""
    if not index or draft.tokens[index - 1].role != "word":
        return
    before = draft.tokens[index - 1]
    if before.trail in ("", ",") and removed:
        ends = any("." in t.trail or t.text == "." for t in removed) or before.trail == ","
        at_end = index >= len(draft.tokens) or draft.tokens[index].is_break
        before.trail = "." if ends and (not at_end or "." in removed[-1].trail) else ""
        if before.kind is None:
            before.kind, before.reason = "typography", "fin de phrase"


def _sentence_end(tokens: list[Token], start: int) -> int:
    """Index after the sentence that starts at ``start``, its closing mark or line break included."""
    place = start
    while place < len(tokens):
        token = tokens[place]
        place += 1
        if token.role == "mark":
            if token.is_break or token.text in ".?!":
                break
        elif any(mark in token.trail for mark in ".?!"):
            break
    return place


def _remark(tokens: list[Token], start: int, stop: int) -> tuple[int, bool] | None:
    """Where a remark begins in the sentence, and whether it asks for copies."""
    for index in range(start, stop):
        token = tokens[index]
        if token.role != "word" or not _is_cue(tokens, index, stop):
            continue
        keys = {t.key for t in tokens[index:stop]}
        copy = bool(keys & _OBJECTS & {"copie", "copies", "double", "doubles"}) and "exemplaire" not in keys
        return _begin(tokens, start, index), copy
    return None


def _is_cue(tokens: list[Token], index: int, stop: int) -> bool:
    keys = [t.key for t in tokens[index : min(stop, index + 8)]] + [""] * 8
    window = set(keys)
    if (keys[0] == "merci" and keys[1] in ("de", "d'en")) or (
        keys[0] == "merci" and keys[1].startswith("d'")
    ):
        verb = keys[2] if keys[1] == "de" else keys[1][2:]
        if keys[2] in ("l'", "me", "m'", "lui", "bien", "vouloir", "penser", "la", "le", "les", "ne", "pas"):
            verb = keys[3]
        verb = verb[2:] if verb.startswith(("l'", "m'", "y'")) else verb
        if keys[2] == "bien" and keys[3] == "vouloir":
            verb = keys[4]
        return (verb in _THANKS_VERBS and bool(window & (_OBJECTS | _OFFICE))) or verb in (
            "imprimer",
            "taper",
            "relire",
            "photocopier",
        )
    if keys[0] in _ORDERS and window & _OBJECTS:
        return True
    if keys[0] == "vous" and keys[1] in _ORDERS and window & _OBJECTS:
        return True
    if (
        keys[0] in ("vous", "tu")
        and keys[1] in ("pouvez", "pourrez", "peux")
        and window & (_OBJECTS | _OFFICE)
    ):
        return True
    if keys[0] in ("copie", "copies", "double") and keys[1] in ("a", "au", "aux", "pour"):
        return _is_clause_start(tokens, index)
    if (
        keys[0] in ("une", "en", "avec")
        and keys[1] in ("copie", "double")
        and _is_clause_start(tokens, index)
    ):
        return keys[2] in ("a", "au", "aux", "pour", "le", "de")
    return False


def _is_clause_start(tokens: list[Token], index: int) -> bool:
    if not index:
        return True
    before = tokens[index - 1]
    return before.role == "mark" or bool(before.trail) or before.key in _OPENERS


def _begin(tokens: list[Token], start: int, index: int) -> int:
    """Goes back over "ah oui", "Mireille", "s'il vous plaît" before the cue."""
    place = index
    while place > start:
        before = tokens[place - 1]
        if before.role == "mark":
            if before.text == "," and place - 1 > start and _is_call(tokens, start, place - 1):
                place -= 1
                continue
            break
        if (
            before.key in _OPENERS
            or _is_call(tokens, start, place)
            or before.key in ("plait", "vous", "s'il")
        ):
            place -= 1
            continue
        break
    return place


def _is_call(tokens: list[Token], start: int, end: int) -> bool:
    """Whether the one word before ``end`` starts the sentence and calls somebody: "Mireille,"."""
    if end - 1 != start or end < 1:
        return False
    word = tokens[end - 1]
    return word.role == "word" and (word.is_capital or word.key in ("secretariat", "madame"))


def _recipients(words: list[Token]) -> list[tuple[list[Token], str]]:
    """The people who get a copy, each with the tokens that name them."""
    place = next((i for i, t in enumerate(words) if t.key in _OBJECTS), len(words)) + 1
    found: list[tuple[list[Token], str]] = []
    title = ""
    while place < len(words):
        token = words[place]
        if token.key in _TITLES:
            title = _TITLES[token.key]
            run, place = _name(words, place + 1)
            if run:
                found.append(([token, *run], f"{title} {' '.join(t.text for t in run)}"))
            continue
        if token.key in _RECIPIENT_LEADS or token.key in ("de", "cette", "ce", "courrier", "lettre"):
            if token.key == "medecin" and place + 1 < len(words) and words[place + 1].key == "traitant":
                found.append((words[place : place + 2], "médecin traitant"))
                place += 1
            place += 1
            continue
        run, after = _name(words, place)
        if run and title:
            found.append((run, f"{title} {' '.join(t.text for t in run)}"))
            place = after
            continue
        place += 1
    return found


def _name(words: list[Token], start: int) -> tuple[list[Token], int]:
    place = start
    while place < len(words) and (
        words[place].is_capital
        or (
            words[place].key in ("de", "du", "la", "le", "van", "der", "von", "da")
            and place + 1 < len(words)
            and place > start - 1
            and words[place + 1].is_capital
        )
    ):
        place += 1
        if words[place - 1].trail:
            break
    return words[start:place], place
