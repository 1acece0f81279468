"""Makes the exercises of the demonstration again, from a checkout: the samples, the lexicons and the speech model."""

import json
import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from transcribe.classroom.demo import PAST, SOURCES, past_text
from transcribe.classroom.exercises import places_of
from transcribe.core.data import shipped
from transcribe.core.files import write_text
from transcribe.exercises.types import Choices, ExerciseKind, Source
from transcribe.grading.keys import Key, write_key
from transcribe.grading.keys import key_text as text_of


def main() -> None:
    """Writes one file an exercise, and the marks of the copies of former days."""
    from transcribe.exercises import find_sources, make_exercise, measure
    from transcribe.exercises.batch import Transcriber
    from transcribe.exercises.reviewing import make_review
    from transcribe.exercises.serial import key_of
    from transcribe.terms import load_lexicon

    folder = Path(str(resources.files("transcribe.classroom.example")))
    lexicon, hearing = load_lexicon(), Transcriber(notify=_say)
    for kind, (name, title) in SOURCES.items():
        audio = shipped("samples", f"{name}.ogg")
        source = next(iter(find_sources([audio], _never)))
        level = measure(source, lexicon)
        if kind == "compte-rendu":
            key = key_of(make_review(source, hearing.hear(audio), level, lexicon, Choices()))
        else:
            made = make_exercise(source, kind, level, lexicon, _choices(kind))  # type: ignore[arg-type]
            key = key_of(replace(made, times=hearing.times(audio, made.reference)))
        write_key(folder / f"{kind}.json", _shown(key, source, title))
    write_text(folder / "past.json", json.dumps(_past(lexicon), ensure_ascii=False, indent=1) + "\n")


def _choices(kind: str) -> Choices:
    kinds: tuple[ExerciseKind, ...] = (kind,)  # type: ignore[assignment]
    return Choices(kinds, errors=8, help="initiale", seed=3)


def _shown(key: Key, source: Source, title: str) -> Key:
    extra = {**(key.extra or {}), "fictitious": True}
    if key.kind == "relecture":  # once here rather than at each opening of the demonstration
        extra["places"] = [list(one) for one in places_of(json.loads(text_of(key)), extra["draft"])]
    return replace(key, title=title, extra=extra)


def _past(lexicon: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    import msgspec

    from transcribe.classroom.demo import key_text
    from transcribe.grading import grade
    from transcribe.grading.keys import parse_key
    from transcribe.grading.reading import page_from_text

    found = []
    for one in PAST:
        key = parse_key(key_text(one.kind), one.kind)
        text = past_text(key.reference.text, one)
        graded = grade(key.reference, page_from_text(text), lexicon, given=key.given)
        result = json.loads(msgspec.json.encode(graded))
        found.append(
            {"text": text, "mark": str(graded.mark), "maximum": str(graded.maximum), "result": result}
        )
    return found


def _never(path: Path) -> str:
    raise FileNotFoundError(path)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    main()
