"""The learner's page, in a real browser: nothing is lost, no key is read before it is due, keys alone suffice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium_with, kill_chromium, need_browser, violations
from tests.exercises.test_exercises import made
from tests.exercises.test_page_text import KINDS
from tests.exercises.test_sound import tone
from tests.grading.fake import LETTER, LEXICON
from transcribe.exercises import Exercise
from transcribe.exercises.self_correction import passages_of
from transcribe.exercises.types import ExerciseKind
from transcribe.exercises.writing import write_exercise
from transcribe.grading import grade
from transcribe.grading.handed_in import read_attempts
from transcribe.grading.keys import find_keys

# --- in Chromium -----------------------------------------------------------------------------------------


class Browser:
    """A Chromium with a profile of its own, which can be killed and started again."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile
        self.errors: list[str] = []
        self.start()

    def start(self) -> None:
        self.context = chromium_with(self.profile)

    def open(self, folder: Path) -> Any:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.goto((folder / "apprenant" / "exercice.html").as_uri())
        page.wait_for_selector("body[data-ready]")
        return page

    def kill(self) -> None:
        kill_chromium(self.profile)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    need_browser()
    browser = Browser(tmp_path / "profil")
    yield browser
    try:
        browser.context.close()
    finally:
        assert browser.errors == []


def with_sound(exercise: Exercise, tmp_path: Path, seconds: float = 8) -> Exercise:
    audio = tone(tmp_path / "source.wav", seconds=seconds)
    return replace(exercise, source=replace(exercise.source, audio=audio))


def test_what_was_typed_survives_a_killed_browser(browser: Browser, tmp_path: Path) -> None:
    write_exercise(made("dictee"), tmp_path)
    page = browser.open(tmp_path)
    page.fill("#nom", "Léa Martin")
    page.focus("#texte")
    typed = "Cher confrère, je vois ce jour votre patiente. " * 3 + "Fin"
    page.keyboard.type(typed)
    page.wait_for_timeout(50)
    browser.kill()
    browser.start()
    page = browser.open(tmp_path)
    assert page.input_value("#texte") == typed
    assert page.input_value("#nom") == "Léa Martin"
    assert "est revenu" in page.inner_text("#etat")


def test_what_was_typed_survives_a_tab_closed_on_the_last_key(browser: Browser, tmp_path: Path) -> None:
    write_exercise(made("relecture"), tmp_path)
    page = browser.open(tmp_path)
    page.focus("#texte")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Dernier mot")
    page.close()
    assert browser.open(tmp_path).input_value("#texte").endswith(" Dernier mot")


def test_two_windows_keep_both_texts(browser: Browser, tmp_path: Path) -> None:
    write_exercise(made("dictee"), tmp_path)
    first = browser.open(tmp_path)
    first.focus("#texte")
    first.keyboard.type("Un")
    second = browser.open(tmp_path)
    second.focus("#texte")
    second.keyboard.type(" seconde")
    first.wait_for_timeout(300)
    first.keyboard.type(" premiere")
    first.wait_for_timeout(300)
    first.click("#voir-reglages")
    first.wait_for_selector("#copies li")
    assert first.locator("#copies li").count() == 2
    assert first.input_value("#texte") == "Un premiere"
    assert second.input_value("#texte").endswith("seconde")


def test_another_learner_begins_anew_and_the_first_copy_is_still_there(
    browser: Browser, tmp_path: Path
) -> None:
    write_exercise(made("dictee"), tmp_path)
    page = browser.open(tmp_path)
    page.fill("#nom", "Léa Martin")
    page.fill("#texte", "Copie de Léa")
    page.click("#voir-reglages")
    page.click("#nouvelle")
    assert page.input_value("#texte") == page.input_value("#nom") == ""
    page.fill("#texte", "Copie de Tom")
    page.click("#voir-reglages")
    page.click("#copies button")
    assert page.input_value("#texte") == "Copie de Léa"
    assert page.input_value("#nom") == "Léa Martin"


@pytest.mark.parametrize("kind", KINDS)
def test_the_copy_that_the_page_saves_is_read_by_grade(
    browser: Browser, tmp_path: Path, kind: ExerciseKind
) -> None:
    exercise = made(kind)
    folder = tmp_path / "exo" / exercise.id
    write_exercise(exercise, folder)
    page = browser.open(folder)
    if kind == "trous":
        for field, gap in zip(page.locator("#texte input").all(), exercise.gaps, strict=True):
            field.fill(gap.answer)
    else:
        page.fill("#texte", LETTER)
    for number, style in enumerate(exercise.reference.styles):
        if kind == "mise-en-page" and style:
            page.select_option(f"#style-{number}", style)
    page.click("#enregistrer")
    assert "prénom" in page.inner_text("#sans-nom")
    page.fill("#nom", "Léa Martin")
    with page.expect_download() as waiting:
        page.click("#enregistrer")
    handed = tmp_path / "rendus" / waiting.value.suggested_filename
    waiting.value.save_as(handed)
    (key,) = find_keys(folder)
    (attempt,) = read_attempts([handed.parent], [key])
    assert (attempt.learner, attempt.key, attempt.refused) == ("Léa Martin", exercise.id, "")
    assert attempt.page is not None
    assert grade(key.reference, attempt.page, LEXICON).mistakes == ()


def test_keys_play_go_back_and_slow_down_while_typing(browser: Browser, tmp_path: Path) -> None:
    write_exercise(with_sound(made("dictee"), tmp_path), tmp_path)
    page = browser.open(tmp_path)

    def at() -> float:
        return float(page.evaluate("document.getElementById('son').currentTime"))

    page.focus("#texte")
    page.keyboard.press("F4")
    page.wait_for_timeout(2500)
    page.keyboard.press("F4")
    stopped = at()
    assert stopped > 1.5
    page.keyboard.press("F4")
    page.keyboard.press("F4")
    assert at() == pytest.approx(stopped - 1.5, abs=0.4)
    page.keyboard.press("F2")
    assert at() == pytest.approx(max(0, stopped - 4.5), abs=0.4)
    page.keyboard.press("F8")
    page.keyboard.press("F8")
    page.keyboard.press("F9")
    assert page.evaluate("(({playbackRate, preservesPitch}) => [playbackRate, preservesPitch])(son)") == [
        0.95,
        True,
    ]
    page.keyboard.type("abc é 123")
    assert page.input_value("#texte") == "abc é 123"


def test_keys_are_changed_but_never_to_one_that_types(browser: Browser, tmp_path: Path) -> None:
    write_exercise(with_sound(made("dictee"), tmp_path), tmp_path)
    page = browser.open(tmp_path)
    page.keyboard.press("F1")
    page.click('[data-change="toggle"]')
    page.keyboard.press("a")
    assert "sert à écrire" in page.inner_text("#dit-touches")
    page.keyboard.press("F7")
    page.keyboard.press("F1")
    page.focus("#texte")
    page.keyboard.press("F4")
    assert page.evaluate("document.getElementById('son').paused")
    page.keyboard.press("F7")
    page.wait_for_timeout(300)
    assert not page.evaluate("document.getElementById('son').paused")
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.inner_text('[data-action="toggle"]') == "F7"


def test_the_keyboard_alone_does_it_all(browser: Browser, tmp_path: Path) -> None:
    exercise = made("trous", self_correction=True)
    write_exercise(exercise, tmp_path)
    page = browser.open(tmp_path)
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.ariaLabel || ''"))
    assert {"nom", "enregistrer", "corriger", "voir-touches", "voir-reglages"} <= reached
    for n, gap in enumerate(exercise.gaps, 1):
        help_ = ", ".join(filter(None, [gap.initial and f"commence par {gap.initial}", gap.hint]))
        assert (f"Trou {n}\u00a0: {help_}" if help_ else f"Trou {n}") in reached
    page.focus("#corriger")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "t-correction"


def test_self_correction_shows_a_passage_only_when_it_is_asked_for(browser: Browser, tmp_path: Path) -> None:
    exercise = made("dictee", self_correction=True)
    write_exercise(exercise, tmp_path)
    page = browser.open(tmp_path)
    wrong = next(p.text for p in passages_of(exercise) if "ramipril" in p.text)
    page.fill("#texte", LETTER.replace("ramipril", "ramiprile").replace("\n", "\n\n"))
    assert wrong not in page.content()
    page.click("#corriger")
    assert wrong.split()[0] in page.inner_text("#passages")
    assert "ramipril " not in page.inner_text("#passages")
    count = len(passages_of(exercise))
    assert page.inner_text("#bilan") == f"{count - 1} passages justes sur {count}."
    page.click("#passages summary")
    assert page.inner_text("#passages details mark") == "ramipril"
    assert page.inner_text("#passages mark.mine") == "ramiprile"


@pytest.mark.parametrize("kind", KINDS)
def test_self_correction_finds_a_right_copy_right(
    browser: Browser, tmp_path: Path, kind: ExerciseKind
) -> None:
    exercise = made(kind, self_correction=True)
    write_exercise(exercise, tmp_path)
    page = browser.open(tmp_path)
    if kind == "trous":
        for field, gap in zip(page.locator("#texte input").all(), exercise.gaps, strict=True):
            field.fill(gap.answer)
    else:
        page.fill("#texte", LETTER.replace("'", "’"))
    for number, style in enumerate(exercise.reference.styles):
        if kind == "mise-en-page" and style:
            page.select_option(f"#style-{number}", style)
    page.click("#corriger")
    count = len(passages_of(exercise))
    assert page.inner_text("#bilan") == f"{count} passages justes sur {count}."


@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, kind: ExerciseKind, training: bool) -> None:
    write_exercise(with_sound(made(kind, self_correction=training, help="liste"), tmp_path), tmp_path)
    page = browser.open(tmp_path)
    states = ["", "#voir-touches", "#voir-reglages", *(["#corriger"] if training else [])]
    for state in states:
        page.reload()
        page.wait_for_selector("body[data-ready]")
        if state:
            page.click(state)
            page.wait_for_timeout(150)
        assert violations(page) == [], state


def test_a_page_without_its_audio_says_so(browser: Browser, tmp_path: Path) -> None:
    write_exercise(with_sound(made("dictee"), tmp_path), tmp_path)
    (tmp_path / "apprenant" / "dictee.ogg").unlink()
    page = browser.open(tmp_path)
    page.wait_for_selector("#sans-son:visible")
    assert "L’audio n’est pas à côté" in page.inner_text("#sans-son")
    browser.errors.clear()  # the browser's own message of a file not found
