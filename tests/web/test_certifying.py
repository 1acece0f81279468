"""L’autorité de la classe : faite une fois, pour son propriétaire seul, et pour des adresses privées seulement."""

import contextlib
import ssl
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from transcribe.core.certificates import read_pair, write_pair
from transcribe.web import certifying
from transcribe.web.certifying import Certified, CertifyError, certify

NAMES = ("127.0.0.1", "localhost", "192.168.1.7", "salle-12", "salle-12.local")
NOW = datetime(2026, 12, 3, 10, tzinfo=UTC)
TODAY = datetime.now(UTC)


def made(folder: Path, names: tuple[str, ...] = NAMES, now: datetime | None = TODAY) -> Certified:
    return certify(folder, names, host="salle-12", now=now)


def greets(certified: Certified, name: str, *, trusting: bytes | None = None) -> None:
    """Une poignée de main TLS complète, en mémoire, d’un poste qui se fie à une autorité."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certified.certificate, certified.key)
    client = ssl.create_default_context(cadata=trusting or certified.authority)
    a_in, a_out, b_in, b_out = (ssl.MemoryBIO() for _ in range(4))
    ends = [
        (client.wrap_bio(a_in, a_out, server_hostname=name), a_out, b_in),
        (server.wrap_bio(b_in, b_out, server_side=True), b_out, a_in),
    ]
    for _ in range(4):
        for end, outgoing, incoming in ends:
            with contextlib.suppress(ssl.SSLWantReadError):
                end.do_handshake()
            incoming.write(outgoing.read())
    assert ends[0][0].version() in ("TLSv1.2", "TLSv1.3")


@pytest.mark.parametrize("name", NAMES)
def test_chaque_nom_du_poste_est_reconnu(tmp_path: Path, name: str) -> None:
    greets(made(tmp_path), name)


def test_un_poste_qui_ne_connait_pas_l_autorite_refuse(tmp_path: Path) -> None:
    other = made(tmp_path / "autre").authority
    with pytest.raises(ssl.SSLCertVerificationError):
        greets(made(tmp_path / "une"), "localhost", trusting=other)


def test_un_autre_nom_que_ceux_du_certificat_est_refuse(tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        greets(made(tmp_path), "192.168.1.8")


@pytest.mark.parametrize(
    "name", ["banque.example", "salle-12.example", "192.0.2.7", "8.8.8.8", "local.example"]
)
def test_l_autorite_ne_peut_pas_imiter_un_site_d_internet(tmp_path: Path, name: str) -> None:
    """Même si sa clé est volée : ce qu’elle signerait pour un autre nom est refusé par les postes."""
    certified = made(tmp_path)
    place = tmp_path / certifying.FOLDER
    authority = read_pair(place, "autorite")
    assert authority is not None
    write_pair(place, "poste", certifying._new_certificate(authority, [name], TODAY))
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        greets(certified, name)


def test_une_adresse_publique_est_laissee_de_cote_et_dite(tmp_path: Path) -> None:
    certified = made(tmp_path, (*NAMES, "8.8.8.8", "ailleurs.example"))
    assert certified.left_out == ("8.8.8.8", "ailleurs.example")
    greets(certified, "192.168.1.7")


def test_les_cles_sont_a_leur_proprietaire_seul(tmp_path: Path) -> None:
    certified = made(tmp_path)
    place = tmp_path / certifying.FOLDER
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    keys = [place / "autorite.key", certified.key]
    assert [stat.S_IMODE(path.stat().st_mode) for path in keys] == [0o600, 0o600]
    for path in keys:  # loosened by a copy, they are closed again
        path.chmod(0o644)
    made(tmp_path)
    assert [stat.S_IMODE(path.stat().st_mode) for path in keys] == [0o600, 0o600]


def test_rien_ne_change_tant_que_rien_n_a_change(tmp_path: Path) -> None:
    first = made(tmp_path, now=NOW)
    content = first.certificate.read_bytes()
    again = made(tmp_path, now=NOW + timedelta(days=100))
    assert first.new_authority and not again.new_authority
    assert again.certificate.read_bytes() == content
    assert again.authority == first.authority


@pytest.mark.parametrize(
    "names",
    [
        (*NAMES, "10.0.0.5"),
        NAMES[:2],
        ("127.0.0.1", "localhost", "192.168.1.8", "salle-12", "salle-12.local"),
    ],
)
def test_d_autres_adresses_font_un_autre_certificat_de_la_meme_autorite(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    first = made(tmp_path)
    content = first.certificate.read_bytes()
    again = made(tmp_path, names)
    assert again.certificate.read_bytes() != content
    assert not again.new_authority and again.authority == first.authority
    greets(again, names[-1], trusting=first.authority)


@pytest.mark.parametrize("days", [151, 181, 400])
def test_un_certificat_expire_ou_presque_est_refait(tmp_path: Path, days: int) -> None:
    first = made(tmp_path, now=TODAY - timedelta(days=days))
    again = made(tmp_path)
    assert not again.new_authority
    greets(again, "localhost", trusting=first.authority)


def test_un_certificat_expire_est_bien_refuse_par_les_postes(tmp_path: Path) -> None:
    """Sans quoi le test d’au-dessus ne dirait rien."""
    with pytest.raises(ssl.SSLCertVerificationError, match="expired"):
        greets(made(tmp_path, now=TODAY - timedelta(days=181)), "localhost")


def test_une_autorite_qui_finirait_avant_le_certificat_est_refaite_et_se_dit(tmp_path: Path) -> None:
    first = made(tmp_path, now=TODAY - timedelta(days=4.6 * 365))
    again = made(tmp_path)
    assert again.new_authority and again.fingerprint != first.fingerprint
    greets(again, "localhost")


def test_une_horloge_revenue_en_arriere_ne_garde_pas_un_certificat_du_futur(tmp_path: Path) -> None:
    made(tmp_path, now=TODAY + timedelta(days=50))
    greets(made(tmp_path), "localhost")


@pytest.mark.parametrize("name", ["autorite.key", "autorite.crt", "poste.key", "poste.crt"])
@pytest.mark.parametrize(
    "content", [None, b"", b"-----BEGIN CERTIFICATE-----\nrien\n-----END CERTIFICATE-----\n"]
)
def test_un_fichier_perdu_ou_abime_est_refait(tmp_path: Path, name: str, content: bytes | None) -> None:
    first = made(tmp_path)
    path = tmp_path / certifying.FOLDER / name
    path.unlink() if content is None else path.write_bytes(content)
    again = made(tmp_path)
    assert again.new_authority == name.startswith("autorite")
    assert (again.authority == first.authority) != name.startswith("autorite")
    greets(again, "localhost")


def test_la_cle_d_un_autre_certificat_ne_sert_pas(tmp_path: Path) -> None:
    made(tmp_path)
    place = tmp_path / certifying.FOLDER
    (place / "poste.key").write_bytes((place / "autorite.key").read_bytes())
    greets(made(tmp_path), "localhost")


def test_sans_la_bibliotheque_ce_qui_manque_est_dit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)
    with pytest.raises(CertifyError, match=r'« pip install "\.\[https\]" »'):
        made(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_un_dossier_qui_ne_s_ecrit_pas_est_dit(tmp_path: Path) -> None:
    (tmp_path / certifying.FOLDER).write_bytes(b"")
    with pytest.raises(CertifyError, match="ne s’écrit pas dans"):
        made(tmp_path)
