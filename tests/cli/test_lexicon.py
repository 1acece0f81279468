"""``transcribe lexicon`` : ce qui est dit de chaque terme, ce qui s’ajoute, ce qui se vérifie."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from transcribe.cli.lexicon import command


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcribe.terms.contributing.personal_folder", lambda: tmp_path / "a-moi")


def lexicon(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments])


def test_un_terme_connu_se_dit_avec_sa_nature_son_lexique_sa_frequence() -> None:
    done = lexicon("show", "hypertension")
    assert done.exit_code == 0
    first, second, *_ = done.output.splitlines()
    assert first.startswith("hypertension : ") and ", lexique " in first
    assert second.split()[0] == "fréquence" and float(second.split()[1]) > 2
    assert "à ne pas confondre avec hypotension :" in done.output
    assert "proches" not in done.output


def test_un_mot_bien_forme_est_connu_sans_etre_dans_une_liste() -> None:
    done = lexicon("show", "néphrogastrite")
    assert done.exit_code == 0
    assert "néphrogastrite : mot connu, ou bien formé de parties connues." in done.output
    assert "inconnu" not in done.output


def test_un_mot_inconnu_donne_ce_qui_lui_ressemble_et_le_code_1() -> None:
    done = lexicon("show", "hémoptizie")
    assert done.exit_code == 1
    assert "hémoptizie : inconnu." in done.output
    assert "  proches       hémoptysie" in done.output


def test_rien_ne_ressemble_a_n_importe_quoi() -> None:
    done = lexicon("show", "zzqqxxkk")
    assert (done.exit_code, done.output.splitlines()[-1].split()) == (1, ["proches", "aucun"])


def test_des_termes_s_ajoutent_une_fois(tmp_path: Path) -> None:
    target = tmp_path / "le-mien"
    one = lexicon("add", "zorgoscopie", "--to", target)
    assert one.output == f"1 terme de plus dans « {target} ».\n"
    three = lexicon("add", "zorgoscopie", "zorgotomie", "zorgectomie", "--to", target, "--kind", "acte")
    assert three.output == f"2 termes de plus dans « {target} », 1 déjà présent.\n"
    none = lexicon("add", "zorgotomie", "zorgectomie", "--to", target)
    assert none.output == f"0 terme de plus dans « {target} », 2 déjà présents.\n"
    assert "zorgotomie" in (target / "terms.tsv").read_text("utf-8")


def test_sans_dossier_c_est_le_lexique_personnel(tmp_path: Path) -> None:
    done = lexicon("add", "zorgoscopie", "--tags", "ophtalmologie rare")
    assert done.output == f"1 terme de plus dans « {tmp_path / 'a-moi'} ».\n"
    assert "ophtalmologie" in (tmp_path / "a-moi" / "terms.tsv").read_text("utf-8")


def test_un_tableau_s_ajoute_aux_termes_donnes(tmp_path: Path) -> None:
    sheet = tmp_path / "termes.csv"
    sheet.write_text("terme;nature\nzorgotomie;acte\n", "utf-8")
    done = lexicon("add", "zorgoscopie", "--from", sheet)
    assert done.output.startswith("2 termes de plus")
    alone = lexicon("add", "--from", sheet)
    assert alone.output.endswith(", 1 déjà présent.\n")


def test_sans_terme_ni_tableau_on_le_dit() -> None:
    done = lexicon("add")
    assert done.exit_code == 2
    assert "donnez au moins un terme, ou un tableau avec --from." in done.output


def test_un_dossier_juste_et_un_dossier_faux(tmp_path: Path) -> None:
    target = tmp_path / "le-mien"
    lexicon("add", "zorgoscopie", "--to", target)
    right = lexicon("check", target)
    assert (right.exit_code, right.output) == (0, f"{target} : aucun problème.\n")
    with (target / "terms.tsv").open("a", encoding="utf-8") as stream:
        stream.write("zorgoscopie\tpas un nombre\t\t\t\n")
    wrong = lexicon("check", target)
    assert wrong.exit_code == 1
    assert f"{target / 'terms.tsv'}:3:" in wrong.output
    assert wrong.output.splitlines()[-1].endswith(("1 problème.", "problèmes."))


def test_un_dossier_qui_n_existe_pas_se_dit(tmp_path: Path) -> None:
    done = lexicon("check", tmp_path / "rien")
    assert "n’existe pas : vérifiez le chemin" in str(done.exception)


@pytest.mark.parametrize(
    ("options", "changed", "code", "said"),
    [
        (["--check"], ["a.tsv"], 1, "a.tsv : diffère\n"),
        ([], ["a.tsv"], 0, "a.tsv : écrit\n"),
        (["--check"], [], 0, "Les lexiques sont identiques à ceux qui sont livrés.\n"),
        ([], [], 0, "Les lexiques sont identiques à ceux qui sont livrés.\n"),
    ],
)
def test_un_lexique_se_reconstruit_ou_se_compare(
    monkeypatch: pytest.MonkeyPatch, options: list[str], changed: list[str], code: int, said: str
) -> None:
    asked = SimpleNamespace(write=None)

    def build(folder: Path, names: object, packages: Path, *, write: bool) -> list[str]:
        asked.write = write
        return changed

    monkeypatch.setattr("transcribe.terms.rebuild.run.build", build)
    done = lexicon("build", *options)
    assert (done.exit_code, done.output) == (code, said)
    assert asked.write is not bool(options)


def test_les_lexiques_en_service_se_listent_avec_leur_licence() -> None:
    done = lexicon("list")
    assert done.exit_code == 0
    (line,) = [line for line in done.output.splitlines() if line.startswith("medicaments ")]
    assert "termes  Médicaments : DCI et marques  (BSD-3-Clause AND MIT AND" in line
    assert int(line.split()[1]) > 5_000
    assert "edsnlp 0.23.0" in done.output


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("name", [[], ["add"], ["show"]])
def test_l_aide_s_ouvre_des_deux_facons(name: list[str], option: str) -> None:
    done = lexicon(*name, option)
    assert done.exit_code == 0
    assert option in done.output
