"""Which files of a folder are taken for audio."""

from pathlib import Path

_SOUND = (
    ".wav .wave .w64 .rf64 .mp3 .mp2 .mpga .m4a .m4b .m4r .aac .adts .ogg .oga .opus .spx .flac .wma .amr"
    " .awb .3ga .dss .ds2 .aif .aiff .aifc .caf .au .snd .ape .wv .tta .mka .weba .ac3 .gsm .voc .msv .dvf"
)
_PICTURES = ".mp4 .m4v .mov .qt .mkv .webm .avi .wmv .asf .mpg .mpeg .m2ts .3gp .3gpp .3g2 .flv .ogv"
# Protected by their shop: named as such rather than passed over.
_SHOPS = ".m4p .aax .aa"

AUDIO_SUFFIXES = frozenset(f"{_SOUND} {_PICTURES} {_SHOPS}".split())


def is_audio(path: Path) -> bool:
    """Whether a walk through a folder takes this file for a dictation, by its suffix alone.

    A broken file with such a suffix is meant to be reported by name, not passed over. The files ``._x.m4a``
    that macOS leaves on memory sticks hold no sound and are not taken.
    """
    return path.suffix.lower() in AUDIO_SUFFIXES and not path.name.startswith("._")
