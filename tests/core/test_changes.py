"""Changes told a file each become the journal of a version."""

import re
from pathlib import Path

import pytest

import transcribe
from changes.__main__ import ROOT, ChangesError, main, make_version, read_changes, section

JOURNAL = "# Journal\n\n## [1.4.2] - 2026-01-02\n\n### Ajouté\n\n- Avant.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "CHANGELOG.md": JOURNAL,
        "transcribe/__init__.py": '"""Doc."""\n\n__version__ = "1.4.2"\n',
        "CITATION.cff": "version: 1.4.2\ndate-released: 2026-01-02\n",
        "changes/README.md": "# Comment\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def tell(root: Path, **changes: str) -> None:
    for name, text in changes.items():
        (root / "changes" / f"{name.replace('_', '.')}.md").write_text(text, "utf-8")


def test_a_version_gathers_what_waits(root: Path) -> None:
    tell(root, doses_corrige="Une dose\nreste. ", md_ajoute="Le Markdown\u00a0: une forme " + "de plus " * 20)
    make_version(root, "1.5.0", "2026-12-01")
    lines = (root / "CHANGELOG.md").read_text("utf-8").split("\n")
    assert lines[2:6] == ["## [1.5.0] - 2026-12-01", "", "### Ajouté", ""]
    assert lines[6].startswith("- Le Markdown\u00a0: une forme de plus")
    assert lines[7].startswith("  plus") or lines[7].startswith("  de")
    assert "### Corrigé\n\n- Une dose reste.\n\n## [1.4.2]" in "\n".join(lines)
    assert max(map(len, lines)) <= 118
    assert '__version__ = "1.5.0"\n' in (root / "transcribe" / "__init__.py").read_text("utf-8")
    assert (root / "CITATION.cff").read_text("utf-8") == "version: 1.5.0\ndate-released: 2026-12-01\n"
    assert [path.name for path in (root / "changes").iterdir()] == ["README.md"]


@pytest.mark.parametrize(
    ("sort", "version", "possible"),
    [
        ("retire", "1.5.0", "2.0.0 (majeure)."),
        ("ajoute", "1.4.3", "2.0.0 (majeure), 1.5.0 (mineure)."),
        ("corrige", "1.4.2", "1.4.3 (de correctif)."),
        ("corrige", "1.7.0", "1.5.0 (mineure)"),
        ("corrige", "1.5", "1.5.0 (mineure)"),
    ],
)
def test_a_number_that_may_not_follow_is_refused_and_nothing_is_written(
    root: Path, sort: str, version: str, possible: str
) -> None:
    tell(root, **{f"a_{sort}": "Une phrase."})
    with pytest.raises(ChangesError, match=re.escape(possible)):
        make_version(root, version, "2026-12-01")
    assert (root / "CHANGELOG.md").read_text("utf-8") == JOURNAL
    assert (root / "changes" / f"a.{sort}.md").exists()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("sans", "Une phrase.", "« sans.md » : nommez-le"),
        ("ajoute", "Une phrase.", "« ajoute.md » : nommez-le"),
        ("a_magie", "Une phrase.", "genre parmi ajoute"),
        ("a_ajoute", " \n", "une phrase ou deux"),
        ("a_ajoute", "- Une puce.", "sans puce"),
    ],
)
def test_a_wrong_file_is_said(root: Path, name: str, text: str, said: str) -> None:
    tell(root, **{name: text})
    with pytest.raises(ChangesError, match=said):
        read_changes(root / "changes")


def test_no_change_makes_no_version(root: Path) -> None:
    with pytest.raises(ChangesError, match="Rien n’a changé"):
        make_version(root, "1.5.0", "2026-12-01")


def test_what_waits_in_this_checkout_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out == (
        section(read_changes(ROOT / "changes")) or "Rien depuis la dernière version.\n"
    )
    assert main(["0.0.1"]) == 1
    assert capsys.readouterr().err.startswith("Erreur : ")


def test_the_version_is_the_same_everywhere() -> None:
    top = re.search(r"(?m)^## \[(.+)\] - (\d{4}-\d\d-\d\d)$", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert top is not None
    assert top[1] == transcribe.__version__
    cited = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {top[1]}\n" in cited
    assert f"\ndate-released: {top[2]}\n" in cited
