"""A text kept from the eye in a page that must be able to show it: ``comparing.js`` does the same the other way.

Not a secret: what opens it stands in the page too.
"""

from base64 import b64encode


def hidden(text: str, key: str) -> str:
    """``text`` made unreadable by a key, in base64; ``revealed`` in ``comparing.js`` reads it."""
    content = text.encode()
    return b64encode(bytes(a ^ b for a, b in zip(content, _stream(key, len(content)), strict=True))).decode()


def _stream(key: str, length: int) -> bytes:
    """Bytes of Marsaglia's xorshift32, begun at the FNV-1a hash of the key (32 bits)."""
    state = 0x811C9DC5
    for byte in key.encode():
        state = (state ^ byte) * 0x01000193 & 0xFFFFFFFF
    state = state or 1
    out = bytearray()
    for _ in range(length):
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        out.append(state >> 24)
    return bytes(out)
