"""Où les pages sont servies, et ce qui est dit quand elles ne peuvent pas l’être."""

import socket

import pytest

from transcribe.web.serving import Place, ServeError, bind


def test_un_port_deja_pris_est_dit_en_francais() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=f"port {port} .*un autre programme s’en sert.*--port 0"):
            bind(port, network=False)


def test_sans_reseau_seul_cet_ordinateur_est_servi() -> None:
    with bind(0, network=False) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
    place = Place(8765, network=False, addresses=("192.168.1.7",))
    assert place.urls == ["http://127.0.0.1:8765/"]
    assert "192.168.1.7" not in place.hosts


def test_sur_le_reseau_les_adresses_du_poste_sont_admises_et_elles_seules() -> None:
    place = Place(8765, network=True, addresses=("192.168.1.7",))
    assert place.urls == ["http://192.168.1.7:8765/"]
    assert "192.168.1.7" in place.hosts and "*" not in place.hosts
