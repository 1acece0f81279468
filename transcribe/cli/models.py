"""``transcribe models``: which speech models there are, and where."""

import click

from transcribe.speech import ModelInfo, list_models


@click.command(name="models")
def command() -> None:
    """Liste les modèles de reconnaissance : taille, licence, présence, emplacement.

    Les modèles « base » et « base-medical » sont livrés avec le programme. Les autres se téléchargent à la
    première utilisation de « --model NOM », et seulement alors ; « --model DOSSIER » prend un modèle
    CTranslate2 déjà là.
    """
    models = list_models()
    width = max(len(model.name) for model in models)
    click.echo(f"{'modèle':<{width}}  {'taille':>8}  {'licence':<8}  présence")
    for model in models:
        line = f"{model.name:<{width}}  {_size(model.size):>8}  {model.licence:<8}  {_presence(model)}"
        click.echo(line + (f" ; {model.remark}" if model.remark else ""))


def _presence(model: ModelInfo) -> str:
    if model.path:
        return f"présent dans « {model.path} »"
    if not model.usable:
        return "inutilisable"
    return "livré, assemblé à la première conversion" if model.embedded else "à télécharger"


def _size(size: int) -> str:
    if size >= 1_000_000_000:
        return f"{size / 1e9:.1f} Go".replace(".", ",")
    return f"{size / 1e6:.0f} Mo"
