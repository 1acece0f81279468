"""Nothing starts without a whole, good set of certificates, and each refusal says what to do."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from transcribe.batch.cluster.certificates import LIFE, ROLES, identity_in, make_certificates
from transcribe.batch.cluster.settings import checked_address
from transcribe.cli import cluster, convert
from transcribe.core.errors import ClusterError


@pytest.fixture
def made(tmp_path: Path) -> Path:
    make_certificates(tmp_path / "certificats")
    return tmp_path / "certificats"


def test_each_role_has_all_that_it_needs_and_not_the_authoritys_key(made: Path) -> None:
    for role in ROLES:
        identity_in(made / role)
        assert sorted(path.name for path in (made / role).iterdir()) == [
            "autorite.crt", "certificat.crt", "certificat.key",
        ]  # fmt: skip
    keys = [made / "autorite.key", *made.rglob("certificat.key")]
    assert all(path.stat().st_mode & 0o077 == 0 for path in keys)


def test_made_again_they_keep_their_authority_until_it_ends(made: Path) -> None:
    authority = (made / "autorite.crt").read_bytes()
    before = (made / "poste" / "certificat.crt").read_bytes()
    assert make_certificates(made) is False
    assert (made / "autorite.crt").read_bytes() == authority
    assert (made / "poste" / "certificat.crt").read_bytes() != before
    assert make_certificates(made, now=datetime.now(UTC) + timedelta(days=5 * 365 - 100)) is True
    assert (made / "autorite.crt").read_bytes() != authority


def remove(folder: Path) -> None:
    (folder / "certificat.key").unlink()


def damage(folder: Path) -> None:
    (folder / "certificat.crt").write_text("abîmé", "utf-8")


def damage_authority(folder: Path) -> None:
    (folder / "autorite.crt").write_text("abîmé", "utf-8")


def mix_keys(folder: Path) -> None:
    shutil.copy(folder.parent / "coordinateur" / "certificat.key", folder / "certificat.key")


def mix_authorities(folder: Path) -> None:
    make_certificates(folder.parent / "autre")
    shutil.copy(folder.parent / "autre" / "autorite.crt", folder / "autorite.crt")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (remove, "n’a pas certificat.key"),
        (damage, "abîmés"),
        (damage_authority, "abîmés"),
        (mix_keys, "abîmés"),
        (mix_authorities, "d’une autre autorité"),
        (shutil.rmtree, "n’a pas autorite.crt, certificat.crt, certificat.key"),
    ],
)
def test_what_would_not_serve_is_refused(made: Path, spoil: Callable[[Path], None], said: str) -> None:
    spoil(made / "poste")
    with pytest.raises(ClusterError, match=said):
        identity_in(made / "poste")


@pytest.mark.parametrize("days", [-3, LIFE.days + 1])
def test_a_certificate_that_is_over_or_not_yet_good_is_refused(made: Path, days: int) -> None:
    with pytest.raises(ClusterError, match="ne vaut plus"):
        identity_in(made / "poste", now=datetime.now(UTC) + timedelta(days=days))


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("tls://hote:8786", "tls://hote:8786"),
        ("tls://hote", "tls://hote:8786"),
        ("tls://192.168.1.4", "tls://192.168.1.4:8786"),
        ("tls://[fe80::1]", "tls://[fe80::1]:8786"),
        ("tls://[fe80::1]:9", "tls://[fe80::1]:9"),
    ],
)
def test_an_address_has_its_port(given: str, meant: str) -> None:
    assert checked_address(given) == meant


@pytest.mark.parametrize("given", ["hote:8786", "tcp://hote:8786", "tls://", "tls://hote/x", "https://hote"])
def test_a_link_that_is_not_encrypted_is_refused(given: str) -> None:
    with pytest.raises(ClusterError, match="écrivez tls://"):
        checked_address(given)


@pytest.mark.parametrize(
    "arguments",
    [["scheduler"], ["worker", "tls://127.0.0.1:1"], ["worker", "tls://127.0.0.1:1", "--jobs", "2"]],
)
def test_neither_scheduler_nor_worker_starts_without_certificates(
    tmp_path: Path, arguments: list[str]
) -> None:
    done = CliRunner().invoke(cluster.command, [*arguments, "--certificats", str(tmp_path / "vide")])
    assert isinstance(done.exception, ClusterError)
    assert "Rien ne démarre sans certificats" in str(done.exception)


def test_nothing_is_sent_without_certificates(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    given = [str(tmp_path), "--out", str(tmp_path / "out"), "--cluster", "tls://127.0.0.1:1"]
    done = CliRunner().invoke(convert.command, [*given, "--certificats", str(tmp_path / "vide")])
    assert isinstance(done.exception, ClusterError)
    assert "Rien ne démarre sans certificats" in str(done.exception)
    assert not (tmp_path / "out").exists()
    assert (
        "--jobs compte les conversions" in CliRunner().invoke(convert.command, [*given, "--jobs", "2"]).stderr
    )


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    first, second = (
        CliRunner().invoke(cluster.command, ["certificates", "--out", str(tmp_path)], standalone_mode=False)
        for _ in range(2)
    )
    assert "pour 365 jours : ordonnanceur, poste, coordinateur." in first.stdout
    assert "L’autorité est nouvelle" in first.stdout
    assert "L’autorité est nouvelle" not in second.stdout


@pytest.mark.parametrize("command", ["cluster", "cluster worker", "cluster scheduler", "convert"])
def test_help_loads_neither_dask_nor_cryptography(command: str) -> None:
    code = (
        "import sys; from transcribe.cli.main import main\n"
        f"sys.argv = ['transcribe', *{command.split()!r}, '--help']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print({'dask', 'distributed', 'cryptography', 'asyncio', 'numpy'} & {*sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "set()"
    assert "Usage" in done.stdout or "Utilisation" in done.stdout


def test_without_the_extra_it_is_said_what_to_install(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from transcribe.batch.cluster.serving import serve_scheduler

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install \"\.\[cluster\]\""):
        serve_scheduler(identity_in(made / "ordonnanceur"), host="127.0.0.1", port=0, say=print)
