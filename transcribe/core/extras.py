"""What an installation may lack: the extras of ``pyproject.toml``, and the one sentence that says how to add one."""


def missing(need: str, library: str, extra: str) -> str:
    """« Chiffrer la liaison » demands a library that is not installed: what it is and what to do.

    The command names the folder of the program, never a name that a public registry may give to somebody else.
    """
    return (
        f"{need} demande la bibliothèque « {library} », qui n’est pas installée : dans le dossier de transcribe, "
        f'lancez « pip install ".[{extra}]" », puis recommencez.'
    )
