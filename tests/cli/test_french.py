"""Click's own sentences, in French."""

import click
import pytest
from click.testing import CliRunner

from transcribe.cli.french import _translate, _translate_plural, speak_french

speak_french()  # before the options: some of click's words are taken when an option is made


@click.group()
@click.version_option("1.2", prog_name="essai")
def essai() -> None:
    """Un programme d’essai."""


@essai.command()
@click.argument("fichier", type=click.Path(exists=True, dir_okay=False))
@click.option("--nombre", type=click.IntRange(1, 5), default=2, show_default=True)
@click.option("--forme", type=click.Choice(["une", "deux"]), required=True)
@click.option("--dossier", type=click.Path(exists=True, file_okay=False))
@click.option("--vite", is_flag=True)
def faire(**_: object) -> None:
    """Fait."""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--help"], "Utilisation : essai [OPTIONS]"),
        (["--help"], "Commandes\u00a0:"),
        (["--help"], "Affiche cette aide et s’arrête."),
        (["--help"], "Affiche la version et s’arrête."),
        (["--version"], "essai, version 1.2"),
        (["faire", "--help"], "Options\u00a0:"),
        (["faire", "--help"], "par défaut : 2"),
        (["faire", "--help"], "obligatoire"),
        (["rien"], "Commande « rien » inconnue."),
        (["faire"], "Argument manquant :"),
        (["faire", "."], "« . » est un dossier, il faut un fichier."),
        (["faire", "absent"], "« absent » n’existe pas."),
        (["faire", __file__], "Option manquante :"),
        (["faire", __file__, "--forme", "trois"], "« trois » n’est pas l’un de"),
        (["faire", __file__, "--forme", "trois"], "Valeur incorrecte pour"),
        (["faire", __file__, "--forme"], "L’option « --forme » attend une valeur."),
        (["faire", __file__, "--nombre", "9"], "n’est pas dans l’intervalle 1<=x<=5."),
        (["faire", __file__, "--nombre", "neuf"], "« neuf » n’est pas un nombre valable."),
        (["faire", __file__, "--dossier", __file__], "est un fichier, il faut un dossier."),
        (["faire", __file__, "--vite=oui"], "L’option « --vite » n’attend pas de valeur."),
        (["faire", __file__, "--rien"], "Option « --rien » inconnue."),
        (["faire", __file__, "--forme", "une", "de trop"], "Argument en trop : de trop"),
        (["faire", __file__, "--forme", "une", "de", "trop"], "Arguments en trop : de trop"),
        (["faire", "--rien"], "Pour l’aide : « essai faire --help »."),
    ],
)
def test_une_ligne_de_commande_fausse_se_dit_en_francais(arguments: list[str], said: str) -> None:
    assert said in CliRunner().invoke(essai, arguments, prog_name="essai").output


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "Argument en trop : {args}"), (1, "Argument en trop : {args}"), (2, "Arguments en trop : {args}")],
)
def test_zero_is_singular(number: int, said: str) -> None:
    one = "Got unexpected extra argument ({args})"
    assert _translate_plural(one, "Got unexpected extra arguments ({args})", number) == said


def test_what_is_not_in_the_table_stays() -> None:
    assert _translate("Something new") == "Something new"
    assert _translate_plural("a thing", "things", 2) == "things"
