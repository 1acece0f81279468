"""What a page's keys and player offer: the same on the server's pages and on the page that stands alone."""

ACTIONS: dict[str, tuple[str, str]] = {
    "toggle": ("Lire ou mettre en pause (reprend un peu avant)", "F4"),
    "back": ("Reculer de 3 secondes", "F2"),
    "slower": ("Ralentir de 5 %", "F8"),
    "faster": ("Accélérer de 5 %", "F9"),
    "here": ("Écouter le passage où se trouve le curseur", "Alt+Enter"),
    "next": ("Passage à vérifier suivant", "Alt+ArrowDown"),
    "previous": ("Passage à vérifier précédent", "Alt+ArrowUp"),
    "help": ("Liste des touches", "F1"),
}
"""The actions by name: what a list says of each, and its usual key."""

PACES = [round(0.5 + 0.05 * n, 2) for n in range(21)]
"""The speeds of the sound, 1 being that of the recording."""

# none of these types, moves or edits in a text, nor closes a window (Alt+F4); a page tries keys by the same pattern
FREE_KEY = (
    r"(?:(?!(?:Ctrl\+)?Alt\+(?:Shift\+)?F4$)(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?(?:F\d{1,2}|Media\w+|Launch\w+|Pause|ScrollLock)"
    r"|Alt\+(?:Shift\+)?(?:Enter|Arrow(?:Up|Down)|Page(?:Up|Down)|Insert))"
)


def pace_text(pace: float) -> str:
    """« 95 % »."""
    return f"{round(pace * 100)}\u00a0%"
