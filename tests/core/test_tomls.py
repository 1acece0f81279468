"""What is wrong with a TOML file is said in French, with its line."""

import pytest

from transcribe.core.tomls import TomlError, parse_toml


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert parse_toml(b'\xef\xbb\xbfa = "\xc3\xa9"') == {"a": "é"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('a = 1\nb = "', "fin du fichier"),
        ("a = 1\nb 2", "ligne 2"),
        ("a = 2026-02-31", "erreur d’écriture à la ligne 1|ne peut pas exister"),
        ("a = " + "[" * 100_000, "les unes dans les autres"),
        (b"a = \xe9", "UTF-8"),
    ],
)
def test_the_place_is_said(content: str | bytes, said: str) -> None:
    with pytest.raises(TomlError, match=said):
        parse_toml(content)
