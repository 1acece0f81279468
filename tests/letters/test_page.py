"""The page: self-contained, marks that say something, words that play, nothing that runs by surprise."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.letters.cases import CASES
from tests.letters.sample import LETTER, marked
from transcribe import letters
from transcribe.core.revision import Revision
from transcribe.core.types import Doubt, Transcript
from transcribe.letters.page import html

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Reader(HTMLParser):
    """Checks that tags are balanced and gathers text, attributes and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.attributes: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


def page(text: str) -> str:
    revision = letters.plain_revision(text)
    return html(letters.compose(revision), revision)


@pytest.mark.parametrize("name", CASES)
def test_a_page_loses_nothing(name: str) -> None:
    text = CASES[name][0]
    missing = set(re.findall(r"\w+", text)) - set(re.findall(r"\w+", read(page(text)).text))
    assert missing == set()


def test_a_page_is_french_and_loads_nothing() -> None:
    content = page(LETTER)
    reader = read(content)
    assert ("html", {"lang": "fr"}) in reader.attributes
    assert not re.search(r"https?://|//[a-z]", re.sub(r"<script>.*</script>", "", content, flags=re.S))
    assert "default-src 'none'" in unescape(content)
    assert [tag for tag, _ in reader.attributes if tag in {"h1", "h2"}] == ["h1", "h2", "h2", "h2", "h2"]


def test_marks_say_what_was_heard_and_what_else_it_could_be() -> None:
    revision = marked()
    content = html(letters.compose(revision), revision)
    reader = read(content)
    described = [a["aria-describedby"] for _, a in reader.attributes if "aria-describedby" in a]
    ids = [a["id"] for _, a in reader.attributes if "id" in a]
    assert described == ids and len(ids) == 4
    assert all(a.get("tabindex") == "0" for _, a in reader.attributes if "aria-describedby" in a)
    assert "Dose inhabituelle. Propositions\u00a0: «\u00a05 mg\u00a0»" in content
    assert "Entendu\u00a0: «\u00a0ramypril\u00a0»" in content
    assert "2 passages à vérifier." in content


def test_words_play_their_seconds(tmp_path: Path) -> None:
    revision = marked()
    sound = tmp_path / "audio" / "dictée n° 1.ogg"
    path = tmp_path / "pages" / "lettre.html"
    letters.write_html(letters.compose(revision), revision, path, audio=sound)
    content = path.read_text("utf-8")
    assert 'src="../audio/dict%C3%A9e%20n%C2%B0%201.ogg"' in content
    assert '<span class="mot" data-s="3.00" data-e="3.50">ramipril</span>' in content
    assert content.count('class="mot"') == 11


def test_without_sound_there_is_no_script() -> None:
    assert "<script" not in page(LETTER)
    revision = marked()
    assert " data-s" not in html(letters.compose(revision), revision)


def test_values_are_escaped() -> None:
    content = page("Certificat médical\nM. Jean Duval\nMotif : INR < 2 & <script>alert(1)</script>.")
    assert "INR &lt; 2 &amp; &lt;script&gt;alert(1)&lt;/script&gt;." in content


def test_what_carries_no_mark_is_told_once_and_only_if_there_is_any() -> None:
    revision = marked()
    assert html(letters.compose(revision), revision).count("appliqués sans marque\u00a0: 2.") == 1
    unmarked = Revision(
        Transcript.from_text("Consultation toux"), (), (Doubt(1, 1, "unsure", "mal entendu"),)
    )
    content = html(letters.compose(unmarked), unmarked)
    assert "1 passage à vérifier." in content
    assert "sans marque" not in content
