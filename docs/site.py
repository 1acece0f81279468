"""A hook of MkDocs: the pages that stand at the root of the tree and in its folders are pages of the site too."""

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGES = {
    "CONTRIBUTING.md": "contribuer.md",
    "CONTRIBUTING.en.md": "contributing.md",
    "CHANGELOG.md": "journal.md",
    "SECURITY.md": "securite.md",
    "lexicons/README.md": "lexiques.md",
    "samples/README.md": "exemples.md",
    "templates/README.md": "modeles.md",
}
_OUTSIDE = re.compile(r"\[(?P<text>[^\]]*)\]\(\.\./(?P<target>[\w./-]+)(?:#[\w-]+)?\)")
_LINK = re.compile(r"\]\((?P<target>[\w./-]+\.md)(?P<rest>#[\w-]+)?\)")


def on_config(config: Any) -> Any:  # noqa: ANN401
    """A page that no section names goes at the end of « Comment faire »: it can be read before it is arranged."""
    named = set(re.findall(r"[\w-]+\.md", str(config.nav)))
    how = next(section for section in config.nav if "Comment faire" in section)["Comment faire"]
    how += [page.name for page in sorted(Path(config.docs_dir).glob("*.md")) if page.name not in named]
    return config


def on_page_markdown(markdown: str, page: Any, **_rest: Any) -> str:  # noqa: ANN401
    """A link to what is no page of the site is said, not followed."""
    if page.file.src_uri in PAGES.values():
        return markdown
    return _moved(markdown, ROOT / "docs")


def on_page_content(html: str, **_rest: Any) -> str:  # noqa: ANN401
    """French spaces its double marks: where a line may not end, outside code."""
    parts = re.split(r"(<(?:pre|code)\b.*?</(?:pre|code)>|<[^>]+>)", html, flags=re.DOTALL)
    for at in range(0, len(parts), 2):
        parts[at] = re.sub(r" (?=[:;?!»])|(?<=«) ", "\u00a0", parts[at])
    return "".join(parts)


def on_files(files: Any, config: Any) -> Any:  # noqa: ANN401 (MkDocs is not there where types are checked)
    """Adds them, with their links as the site has them."""
    from mkdocs.structure.files import File

    for source, name in PAGES.items():
        path = ROOT / source
        files.append(File.generated(config, name, content=_moved(path.read_text("utf-8"), path.parent)))
    return files


def _moved(markdown: str, folder: Path) -> str:
    def target(found: re.Match[str]) -> str:
        path = (folder / found["target"]).resolve().relative_to(ROOT).as_posix()
        here = PAGES.get(path, path.removeprefix("docs/") if path.startswith("docs/") else f"../{path}")
        return f"]({here}{found['rest'] or ''})"

    return _OUTSIDE.sub(lambda found: f"{found['text']} (`{found['target']}`)", _LINK.sub(target, markdown))
