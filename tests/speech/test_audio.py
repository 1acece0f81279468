"""Every kind of sound file is read; every kind of bad one gets its own error."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.speech.sounds import encode, picture_only, tone, wav_bytes
from transcribe.core import errors
from transcribe.core.files import Held
from transcribe.speech import is_audio, probe_duration
from transcribe.speech.audio import RATE, Samples, read_sound, spell_seconds

DATA = Path(__file__).parent / "data"

FORMATS = [
    ("wav", "pcm_s16le", 16_000, 1),
    ("wav", "pcm_mulaw", 8_000, 1),
    ("wav", "adpcm_ima_wav", 8_000, 1),
    ("mp3", "libmp3lame", 44_100, 2),
    ("m4a", "aac", 48_000, 2),
    ("ogg", "libopus", 48_000, 1),
    ("opus", "libopus", 48_000, 2),
    ("flac", "flac", 96_000, 1),
    ("wma", "wmav2", 44_100, 2),
    ("amr", "libopencore_amrnb", 8_000, 1),
    ("3gp", "libopencore_amrnb", 8_000, 1),
    ("aiff", "pcm_s16be", 22_050, 2),
    ("caf", "pcm_s16le", 16_000, 1),
    ("webm", "libopus", 48_000, 1),
    ("mkv", "libmp3lame", 22_050, 1),
    ("mov", "aac", 22_050, 1),
    ("mp4", "aac", 44_100, 2),
]


@pytest.mark.parametrize(("suffix", "codec", "rate", "channels"), FORMATS)
def test_formats_give_mono_sound_of_the_same_length(
    tmp_path: Path, suffix: str, codec: str, rate: int, channels: int
) -> None:
    path = encode(tmp_path / f"dictée n° 1.{suffix}", codec, rate=rate, channels=channels)
    sound = read_sound(path)
    assert sound.duration == pytest.approx(3.0, abs=0.12)
    assert probe_duration(path) == pytest.approx(3.0, abs=0.12)
    assert np.abs(sound.samples[RATE : 2 * RATE].astype(int)).max() > 3_000
    assert is_audio(path)
    held = Held(path.name, path.read_bytes())
    assert np.array_equal(read_sound(held).samples, sound.samples)
    assert probe_duration(held) == probe_duration(path)


def stereo_bytes(left: Samples, right: Samples) -> bytes:
    both = np.stack([left, right], axis=1).tobytes()
    head = wav_bytes(np.frombuffer(both, np.int16))
    return head[:22] + b"\2\0" + head[24:28] + (4 * RATE).to_bytes(4, "little") + b"\4\0" + head[34:]


@pytest.mark.parametrize("factor", [-1.0, -0.95, 1.0, 0.0])
def test_deux_micros_en_opposition_ne_s_annulent_pas(tmp_path: Path, factor: float) -> None:
    path, left = tmp_path / "a.wav", tone(2)
    path.write_bytes(stereo_bytes(left, (factor * left).astype(np.int16)))
    sound = read_sound(path)
    assert sound.duration == pytest.approx(2.0, abs=0.05)
    assert np.abs(sound.samples.astype(int)).max() > 4_000


def test_le_bruit_de_fond_de_deux_voies_ne_passe_pas_pour_une_opposition(tmp_path: Path) -> None:
    path, hiss = tmp_path / "a.wav", np.random.default_rng(1).integers(-1, 2, 2 * RATE).astype(np.int16)
    path.write_bytes(stereo_bytes(hiss, -hiss))
    assert np.abs(read_sound(path).samples.astype(int)).max() == 0


def test_les_prises_enchainees_d_un_ogg_sont_toutes_entendues(tmp_path: Path) -> None:
    take = encode(tmp_path / "0.ogg", "libopus", rate=48_000).read_bytes()
    (tmp_path / "trois.ogg").write_bytes(take * 3)
    assert read_sound(tmp_path / "trois.ogg").duration == pytest.approx(9.0, abs=0.2)
    assert probe_duration(tmp_path / "trois.ogg") == pytest.approx(9.0, abs=0.2)


def test_des_prises_enchainees_de_frequences_differentes_aussi() -> None:
    """Deux prises d’une voix de synthèse, à deux fréquences : 11 secondes en tout."""
    assert read_sound(DATA / "deux-prises.ogg").duration == pytest.approx(11.0, abs=0.2)
    assert probe_duration(DATA / "deux-prises.ogg") == pytest.approx(11.0, abs=0.2)


def test_une_prise_enchainee_coupee_est_refusee_et_non_convertie_a_moitie(tmp_path: Path) -> None:
    takes = [encode(tmp_path / f"{n}.ogg", "libopus", rate=48_000, seconds=6).read_bytes() for n in range(2)]
    (tmp_path / "a.ogg").write_bytes(takes[0] + takes[1][: len(takes[1]) // 2])
    with pytest.raises((errors.TruncatedAudio, errors.DamagedAudio)):
        read_sound(tmp_path / "a.ogg")


def test_les_chapitres_et_les_pieces_jointes_n_empechent_pas_d_entendre() -> None:
    """Un .m4a avec ses chapitres, d’une voix de synthèse."""
    assert read_sound(DATA / "chapitres.m4a").duration == pytest.approx(4.0, abs=0.1)


def test_un_avi_au_son_aac_se_lit(tmp_path: Path) -> None:
    assert read_sound(encode(tmp_path / "a.avi", "aac", rate=44_100)).duration == pytest.approx(3.0, abs=0.2)


def test_un_codec_inconnu_est_nomme_comme_tel(tmp_path: Path) -> None:
    path, content = tmp_path / "a.wav", bytearray(wav_bytes(tone(2)))
    content[20:22] = b"\x99\x99"
    path.write_bytes(content)
    with pytest.raises(errors.UnsupportedAudio, match="codec inconnu"):
        read_sound(path)


@pytest.mark.skipif(sys.platform != "linux", reason="seul Linux a des noms qui ne sont pas de l’UTF-8")
def test_un_nom_qui_n_est_pas_de_l_utf_8_s_ouvre_quand_meme(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/l\xe9a.wav"))
    path.write_bytes(wav_bytes(tone(2)))
    assert read_sound(path).duration == pytest.approx(2.0, abs=0.05)


def test_des_etiquettes_qui_ne_sont_pas_de_l_utf_8_n_empechent_rien(tmp_path: Path) -> None:
    tag = b"LIST\x12\0\0\0INFOINAM\x06\0\0\0l\xe9a\xff\0\0"
    (tmp_path / "a.wav").write_bytes(wav_bytes(tone(2)) + tag)
    assert read_sound(tmp_path / "a.wav").duration == pytest.approx(2.0, abs=0.05)


@pytest.mark.parametrize("declared", [0, 0xFFFF_FFFF, 0x7FFF_FFFF])
def test_a_wav_streamed_by_a_dictaphone_has_no_length_and_is_read(tmp_path: Path, declared: int) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(tone(2), declared=declared))
    assert read_sound(path).duration == pytest.approx(2.0, abs=0.05)
    assert probe_duration(path) == pytest.approx(2.0, abs=0.05)


def test_an_mp3_without_length_header_is_read_whatever_ffmpeg_guesses(tmp_path: Path) -> None:
    whole = encode(
        tmp_path / "a.mp3",
        "libmp3lame",
        rate=44_100,
        seconds=6,
        options={"write_xing": "0", "id3v2_version": "0"},
    ).read_bytes()
    path = tmp_path / "b.mp3"
    path.write_bytes(whole[: len(whole) // 2])
    assert read_sound(path).duration == pytest.approx(3.0, abs=0.3)


def _wrong(tmp_path: Path, case: str) -> Path:
    path = tmp_path / f"{case}.m4a"
    if case == "vide":
        path.write_bytes(b"")
    elif case == "texte":
        path.write_text("Ceci n’est pas un enregistrement. " * 50, encoding="utf-8")
    elif case == "image":
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    elif case == "dossier":
        path.mkdir()
    elif case == "wav trop court":
        path.write_bytes(wav_bytes(tone(3), declared=10 * RATE * 2))
    elif case == "wav sans son":
        path.write_bytes(wav_bytes(tone(0)))
    elif case == "film muet":
        picture_only(path := tmp_path / "film.mp4")
    elif case == "DSS Pro":
        path.write_bytes(b"\x03ds2" + bytes(5_000))
    elif case == "livre audio":
        path = path.with_suffix(".aax")
        path.write_bytes(b"\x00\x00\x00\x18ftypaax " + bytes(500))
    return path


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("absent", errors.UnreadableAudio),
        ("dossier", errors.UnreadableAudio),
        ("vide", errors.EmptyFile),
        ("texte", errors.UnreadableAudio),
        ("image", errors.UnreadableAudio),
        ("wav trop court", errors.TruncatedAudio),
        ("wav sans son", errors.NoDuration),
        ("film muet", errors.NoSoundTrack),
        ("DSS Pro", errors.UnsupportedAudio),
        ("livre audio", errors.ProtectedAudio),
    ],
)
def test_bad_files_get_their_own_sentence(
    tmp_path: Path, case: str, expected: type[errors.AudioError]
) -> None:
    path = _wrong(tmp_path, case)
    with pytest.raises(errors.AudioError) as caught:
        read_sound(path)
    assert type(caught.value) is expected
    assert path.name in str(caught.value)
    if path.is_file():
        with pytest.raises(expected, match=path.name):
            read_sound(Held(path.name, path.read_bytes()))


@pytest.mark.parametrize(
    ("suffix", "codec", "expected"),
    [
        ("m4a", "aac", errors.UnfinishedAudio),
        ("mp3", "libmp3lame", errors.TruncatedAudio),
        ("flac", "flac", errors.TruncatedAudio),
        ("webm", "libopus", errors.TruncatedAudio),
        ("ogg", "libopus", errors.CutAudio),
        ("aiff", "pcm_s16be", errors.TruncatedAudio),
    ],
)
def test_a_copy_that_was_cut_off_is_noticed(
    tmp_path: Path, suffix: str, codec: str, expected: type[errors.AudioError]
) -> None:
    whole = encode(tmp_path / f"a.{suffix}", codec, rate=48_000, seconds=6).read_bytes()
    path = tmp_path / f"b.{suffix}"
    path.write_bytes(whole[: len(whole) * 6 // 10])
    for source in (path, Held(path.name, path.read_bytes())):
        with pytest.raises(errors.TruncatedAudio) as caught:
            read_sound(source)
        assert type(caught.value) is expected


@pytest.mark.parametrize(
    ("suffix", "codec", "rate"), [("amr", "libopencore_amrnb", 8_000), ("ogg", "libopus", 48_000)]
)
def test_sound_lost_in_the_middle_is_noticed(tmp_path: Path, suffix: str, codec: str, rate: int) -> None:
    content = bytearray(encode(tmp_path / f"a.{suffix}", codec, rate=rate, seconds=8).read_bytes())
    third = len(content) // 3
    content[third : 2 * third] = np.random.default_rng(1).bytes(third)
    path = tmp_path / f"b.{suffix}"
    path.write_bytes(content)
    with pytest.raises((errors.DamagedAudio, errors.TruncatedAudio)):
        read_sound(path)


@pytest.mark.parametrize("entry", [b"drms", b"enca"])
def test_protected_m4a(tmp_path: Path, entry: bytes) -> None:
    content = encode(tmp_path / "a.m4a", "aac", rate=44_100).read_bytes()
    assert content.count(b"mp4a") == 1
    path = tmp_path / "b.m4a"
    path.write_bytes(content.replace(b"mp4a", entry))
    with pytest.raises(errors.ProtectedAudio):
        read_sound(path)


def test_protected_windows_media(tmp_path: Path) -> None:
    content = encode(tmp_path / "a.wma", "wmav2", rate=44_100).read_bytes()
    encryption = bytes.fromhex("fbb3112223bdd211b4b700a0c955fc6e")
    path = tmp_path / "b.wma"
    path.write_bytes(content[:30] + encryption + content[30:])
    with pytest.raises(errors.ProtectedAudio):
        read_sound(path)


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("dictée.MP3", True),
        ("visite.dss", True),
        ("réunion.mkv", True),
        ("protégé.m4p", True),
        ("lettre.docx", False),
        ("notes.txt", False),
        ("sans suffixe", False),
        ("._dictée.m4a", False),
    ],
)
def test_what_a_folder_walk_takes_for_audio(name: str, taken: bool) -> None:
    assert is_audio(Path(name)) is taken


@pytest.mark.parametrize(
    ("seconds", "spelled"),
    [(0.5, "0,5 s"), (75, "1 min 15 s"), (3_725, "1 h 02 min")],
)
def test_lengths_are_spelled_in_french(seconds: float, spelled: str) -> None:
    assert spell_seconds(seconds) == spelled.replace(" ", "\u00a0")


@given(st.binary(min_size=1, max_size=600))
def test_no_bytes_whatever_raise_anything_but_an_audio_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("octets") / "a.mp3"
    path.write_bytes(content)
    try:
        sound = read_sound(path)
    except errors.AudioError:
        return
    assert sound.duration > 0
