"""Folders: the cache, contributed terms, what is shipped, the rebuild."""

import bz2
from multiprocessing import get_context
from pathlib import Path

import pytest
from click.testing import CliRunner

from transcribe.core.data import shipped
from transcribe.core.errors import LexiconError
from transcribe.core.files import CACHE_VARIABLE
from transcribe.documents import read_table
from transcribe.terms import hotwords, load_lexicon
from transcribe.terms.compiled import compiled
from transcribe.terms.contributing import add_terms, check_folder, fault, rows_of_table
from transcribe.terms.folders import Folder, lexicon_folders, read_folder
from transcribe.terms.rebuild.drugs import accented
from transcribe.terms.rebuild.hunspell import expand
from transcribe.terms.specialties import specialties, specialty_id, terms_of
from transcribe.terms.stamp import _LISTS, state
from transcribe.terms.table import Row, format_rows, read_rows


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    add_terms(tmp_path / "mien", [Row("zorbulectomie", 0.0, "acte"), Row("signe de Zorbule")])
    return read_folder(tmp_path / "mien")


def _cache(folder: Path) -> Path:
    (path,) = (folder / "cache" / "lexicons").glob("*.bin")
    return path


@pytest.mark.parametrize("damage", [b"", b"transcribe-lexicon\n", b"x" * 500])
def test_a_damaged_cache_is_made_again(small: Folder, tmp_path: Path, damage: bytes) -> None:
    assert list(compiled([small]).words) == [
        "signe de Zorbule",
        "signe",
        "Zorbule",
        "zorbulectomie",
        "zorbulectomies",
    ]
    path = _cache(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(damage)
    assert len(compiled([small]).terms) == 3
    assert path.read_bytes() == whole


def test_one_changed_byte_in_the_cache_is_noticed(small: Folder, tmp_path: Path) -> None:
    compiled([small])
    path = _cache(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-60] + bytes([whole[-60] ^ 1]) + whole[-59:])
    compiled([small])
    assert path.read_bytes() == whole


def test_changed_terms_make_another_cache(small: Folder, tmp_path: Path) -> None:
    compiled([small])
    add_terms(small.path, [Row("zorbulite")])
    assert "zorbulite" in compiled([small]).words


def _compile(folder: Path) -> int:
    return len(compiled([read_folder(folder)]).terms)


def test_two_processes_may_compile_at_once(small: Folder) -> None:
    with get_context("spawn").Pool(2) as pool:
        assert pool.map(_compile, [small.path] * 4) == [3] * 4


def test_a_folder_of_ones_own_is_known_and_suggested(tmp_path: Path) -> None:
    add_terms(tmp_path / "mien", [Row("zorbulectomie")])
    lexicon = load_lexicon(folders=[tmp_path / "mien"])
    assert lexicon.knows("zorbulectomies")
    assert lexicon.suggest("sorbulectomi")[0].text == "zorbulectomie"


def test_what_is_wrong_in_a_folder_is_said_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "lexicon.toml").write_text('id = "x"\ntitle = "X"\n', encoding="utf-8")
    (tmp_path / "terms.tsv").write_text(
        "term\tfrequency\nbon\t3.2\n bord\t\nbon\t\nx\tbeaucoup\nl’angine\t\na\t1\t2\n", encoding="utf-8"
    )
    problems = [(problem.line, problem.message) for problem in check_folder(tmp_path)]
    assert [line for line, _ in problems] == [0, 3, 4, 5, 6, 7]
    assert "licence" in problems[0][1]
    assert "ligne 2" in problems[2][1]


@pytest.mark.parametrize("frequency", ["nan", "inf", "1e400", "-1", "10", "beaucoup"])
def test_a_frequency_beyond_the_scale_is_said_with_its_line(tmp_path: Path, frequency: str) -> None:
    (tmp_path / "terms.tsv").write_text(f"term\tfrequency\nbon\t{frequency}\n", "utf-8")
    with pytest.raises(LexiconError, match="ligne 2"):
        list(read_rows(tmp_path / "terms.tsv"))


def test_odd_cells_do_not_make_other_cells(tmp_path: Path) -> None:
    add_terms(tmp_path, [Row("zorbulite", 0.0, "a\tb\nc", "\u2028", ("x\ty",))])
    assert list(read_rows(tmp_path / "terms.tsv")) == [Row("zorbulite", 0.0, "a b c", "", ("x", "y"))]


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    (tmp_path / "terms.tsv.bz2").write_bytes(bz2.compress(b"a" * (1 << 26) + b"b"))
    with pytest.raises(LexiconError, match="démesurée"):
        list(read_rows(tmp_path / "terms.tsv.bz2"))


@pytest.mark.parametrize("name", ['a"b', "a\\b", "a\nb", "é"])
def test_a_folder_of_any_name_becomes_a_lexicon(tmp_path: Path, name: str) -> None:
    add_terms(tmp_path / name, [Row("zorbulite")])
    assert read_folder(tmp_path / name).id == name


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("", "le terme est vide"),
        ("  ", "le terme est vide"),
        (" angine", "il y a des espaces de trop"),
        ("angine ", "il y a des espaces de trop"),
        ("angine  de Zorb", "il y a des espaces de trop"),
        ("a\u2028b", "il contient un caractère invisible"),
        ("a\udce9b", "il contient un caractère invisible"),
        ("an\u200bgine", "il contient un caractère invisible"),
        ("e\u0301clair", "les accents sont décomposés (NFD) : enregistrez en NFC"),
        ("l’angine", "écrivez l’apostrophe droite et l’espace simple"),
        ("angine\u00a0rouge", "écrivez l’apostrophe droite et l’espace simple"),
        ("a" * 121, "il dépasse "),
        ("--", "il ne contient aucune lettre"),
        ("angine", ""),
        ("angine de Zorb", ""),
        ("l'angine", ""),
        ("é", ""),
        ("CD4", ""),
        ("a" * 120, ""),
    ],
)
def test_faults(term: str, said: str) -> None:
    assert fault(term).startswith(said)
    assert bool(fault(term)) is bool(said)


@pytest.mark.parametrize(
    "content",
    [
        "terme;type\nangine de Zorb;maladie\n",
        "Terme,Type\nangine de Zorb,maladie\n",
        "angine de Zorb\n",
    ],
)
def test_a_spreadsheet_is_read(tmp_path: Path, content: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content.encode("cp1252"))
    table = read_table(path)
    assert [row.term for row in rows_of_table(table.names, table.rows)] == ["angine de Zorb"]


def test_a_workbook_is_read(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active.append(["Terme", "Étiquettes"])
    book.active.append(["hyperzorbulémie", "biologie"])
    book.save(tmp_path / "t.xlsx")
    table = read_table(tmp_path / "t.xlsx")
    assert rows_of_table(table.names, table.rows) == [Row("hyperzorbulémie", tags=("biologie",))]


def test_lexicon_commands(tmp_path: Path) -> None:
    from transcribe.cli.lexicon import command

    run = CliRunner()
    target = str(tmp_path / "mien")
    assert run.invoke(command, ["add", "zorbulite", "--to", target]).exit_code == 0
    assert run.invoke(command, ["check", target]).exit_code == 0
    assert run.invoke(command, ["add"]).exit_code == 2
    shown = run.invoke(command, ["show", "Eliquis"])
    assert shown.exit_code == 0
    assert "dci=apixaban" in shown.output
    assert run.invoke(command, ["show", "dispnée"]).exit_code == 1
    assert "medicaments" in run.invoke(command, ["list"]).output


def test_shipped_folders_are_whole() -> None:
    folders = {folder.id: folder for folder in lexicon_folders()}
    assert {"francais", "medical", "medicaments", "noms", "abreviations", "specialites"} <= folders.keys()
    for folder in folders.values():
        assert folder.licence
        assert folder.sources, folder.id
        assert not any(mark in folder.licence for mark in ("-NC", "-ND", "GPL"))


@pytest.mark.parametrize("name", ["medical", "medicaments", "noms"])
def test_built_tables_are_in_canonical_form(name: str) -> None:
    path = shipped("lexicons", name, "terms.tsv")
    assert format_rows(read_rows(path)) == path.read_text(encoding="utf-8")


def test_every_term_of_our_own_lists_is_in_the_built_tables() -> None:
    for name in ("medical", "medicaments"):
        built = {row.term for row in read_rows(shipped("lexicons", name, "terms.tsv"))}
        for path in shipped("lexicons", name, "own").glob("*.tsv"):
            assert {row.term for row in read_rows(path)} <= built, path


def test_specialties_have_hotwords() -> None:
    assert len(specialties()) >= 24
    for specialty in specialties():
        assert len(terms_of(specialty)) >= 40
        assert hotwords(specialty) == terms_of(specialty)[:40]
    assert specialty_id("Gastro-entérologie") == specialty_id("gastro") == "gastro-enterologie"
    assert hotwords("alchimie") == ()


@pytest.mark.parametrize(
    ("bare", "full"),
    [
        ("omeprazole", "oméprazole"),
        ("ketoprofene", "kétoprofène"),
        ("metformine", "metformine"),
        ("lidocaine", "lidocaïne"),
        ("methotrexate", "méthotrexate"),
        ("codeine", "codéine"),
        ("levothyroxine", "lévothyroxine"),
    ],
)
def test_accents_of_a_dci(bare: str, full: str) -> None:
    assert accented(bare) == full


def test_hunspell_rules_are_applied_and_followed() -> None:
    aff = "SFX S. Y 2\nSFX S. 0 0/L' [^s]\nSFX S. 0 s [^s]\n"
    aff += "PFX Um Y 1\nPFX Um 0 kilo/S. .\nPFX L' Y 1\nPFX L' 0 l' ."
    forms = {form for form, _ in expand("2\ngramme/UmS.L'\nabcès/L'\n", aff)}
    assert forms == {"gramme", "grammes", "kilogramme", "kilogrammes", "abcès"}


def test_a_missing_folder_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="n’existe pas"):
        load_lexicon(folders=[tmp_path / "absent"])


@pytest.mark.parametrize("name", ["terms.tsv", "terms.tsv.bz2", "lexicon.toml", "liste.txt"])
def test_a_list_that_changes_changes_the_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Otherwise a folder converted with other lists would pass for done."""
    monkeypatch.setattr("transcribe.terms.stamp.shipped", lambda _name: tmp_path)
    (tmp_path / name).write_bytes(b"avant")
    before = state()
    assert state() == before
    (tmp_path / name).write_bytes(b"apres")
    assert state() != before


def test_every_shipped_list_counts_in_the_digest() -> None:
    found = {path.suffix for path in shipped("lexicons").rglob("*") if path.is_file()} - {".md"}
    assert found
    assert found <= _LISTS
