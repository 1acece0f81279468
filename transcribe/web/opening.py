"""Opening a class: to this computer, to its network, or to its network under TLS; and what there is to say of it."""

import contextlib
from dataclasses import dataclass

from transcribe.web.app import create_app, statics
from transcribe.web.certifying import Certified, certify
from transcribe.web.desk import Desk
from transcribe.web.serving import Place, Served, bind, host_name, network_addresses
from transcribe.web.unencrypted import Unencrypted, create_way


@dataclass(frozen=True, slots=True)
class Opened:
    """What ``serve`` serves, where, and sentences about the link."""

    served: tuple[Served, ...]
    place: Place
    notes: tuple[str, ...] = ()


def opened(desk: Desk, *, network: bool, encrypted: bool, port: int) -> Opened:
    """Takes the ports and makes the certificates that serving a class needs.

    Raises:
        ServeError: a port is taken.
        CertifyError: the certificates cannot be made.
    """
    listening = bind(port, network=network)
    place = Place(listening.getsockname()[1], network, network_addresses() if network else ())
    if not encrypted:
        note = "La liaison n’est pas chiffrée : n’y travaillez que sur des dictées fictives (sinon --https)."
        desk.overheard = network
        served = Served(create_app(desk, place.hosts), listening)
        return Opened((served,), place, (note,) if network else ())
    with contextlib.ExitStack() as undone:
        undone.callback(listening.close)
        certified = certify(desk.store.folder, place.hosts, host=host_name())
        secure = bind(place.port + 1 if port else 0, network=True)
        undone.pop_all()
    place = Place(place.port, network, place.addresses, secure.getsockname()[1])
    app = create_app(desk, place.hosts)
    way = create_way(certified.authority, certified.fingerprint, place.secure_port, place.hosts, statics())
    served_too = Served(Unencrypted(app, way), listening, lives=False)
    under_tls = Served(app, secure, certified.certificate, certified.key)
    return Opened((under_tls, served_too), place, tuple(_of_certificates(place, certified)))


def _of_certificates(place: Place, certified: Certified) -> list[str]:
    lines = [f"La liaison est chiffrée ; cette adresse mène les postes à {', '.join(place.secure_urls[:1])}"]
    if certified.new_authority:
        lines.append(
            "Une autorité vient d’être faite pour cette classe : chaque poste installe son certificat."
        )
    lines += [
        "Première fois sur un poste : la même adresse donne le certificat à installer et dit comment.",
        f"Empreinte SHA-256 à y comparer : {certified.fingerprint}",
    ]
    if out := [one for one in certified.left_out if one in place.addresses]:
        lines.append(f"Le certificat ne vaut pas pour {', '.join(out)}, qui n’est pas une adresse privée.")
    return lines
