"""Modules put into one script do what they do as modules."""

import re
import shutil
import subprocess

import pytest

from transcribe.scripts import MODULES, files, inlined, shared
from transcribe.scripts.controls import ACTIONS, FREE_KEY, PACES, pace_text


def test_imports_come_first_and_once() -> None:
    own = {
        "page.js": 'import { a, b as c } from "./left.js";\nimport { d } from "./right.js";\nsay(a, c, d);\n',
        "left.js": 'import { d } from "./right.js";\nexport const a = d;\nexport function b() {}\n',
        "right.js": "export class $d {}\nexport async function d() {}\n",
    }
    script = inlined("page.js", own)
    assert script.count("class $d") == 1
    assert re.findall(r"const (\$\w+) = \(\(\)", script) == ["$right", "$left", "$page"]
    assert "const { a, b: c } = $left;" in script
    assert "return { $d, d };" in script


@pytest.mark.parametrize(
    "source",
    [
        'import x from "./dom.js";\n',
        'import "./dom.js";\n',
        'const x = await import("./dom.js");\n',
        "export let x = 1;\n",
        "export default 1;\n",
        'export { x } from "./dom.js";\n',
        "const here = import.meta.url;\n",
    ],
)
def test_what_cannot_be_put_inline_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="cannot be put inline"):
        inlined("page.js", {"page.js": source, "dom.js": ""})


def test_a_ring_is_refused() -> None:
    own = {"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\n'}
    with pytest.raises(ValueError, match=r"a\.js → b\.js → a\.js"):
        inlined("a.js", own)


def test_a_module_that_is_nowhere_is_said() -> None:
    with pytest.raises(FileNotFoundError):
        inlined("page.js", {"page.js": 'import { a } from "./absent.js";\n'})


@pytest.mark.parametrize("name", [name for name, _ in files()])
def test_every_shared_module_can_be_put_inline(name: str) -> None:
    assert name.removesuffix(".js") in inlined(name, {})


@pytest.mark.skipif(
    shutil.which("node") is None, reason="Node absent : scripts non exécutés hors d’un navigateur"
)
def test_a_script_runs_as_its_modules_would() -> None:
    page = 'import { pairs, words as cut } from "./comparing.js";\n'
    page += 'console.log(JSON.stringify(pairs(cut("a b c"), cut("a x c"))));\n'
    done = subprocess.run(
        ["node", "-"], input=inlined("page.js", {"page.js": page}), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[[0,0],[2,2]]"


def test_the_server_and_the_page_alone_have_one_source() -> None:
    from tests.exercises.test_exercises import made
    from transcribe.exercises.learner_page import learner_page

    page = learner_page(made("dictee"))
    for name in ("player.js", "drawer.js", "keys.js"):
        body = shared(name).partition("export ")[2].partition("\n")[2]
        assert body.strip().splitlines()[0] in page
    assert {one.name for one in MODULES.iterdir()} == {name for name, _ in files()}


@pytest.mark.parametrize(
    "key",
    ["a", "é", " ", "Enter", "Tab", "ArrowUp", "Ctrl+c", "Alt+F4", "Ctrl+Alt+Shift+F4", "Alt+Tab", "Shift+a"],
)
def test_no_key_that_types_moves_or_closes_is_free(key: str) -> None:
    assert not re.fullmatch(FREE_KEY, key)


@pytest.mark.parametrize(
    "key", ["F4", "F24", "Ctrl+F8", "Alt+F9", "Shift+F4", "Alt+Enter", "MediaPlayPause", "Pause"]
)
def test_keys_of_functions_and_pedals_are_free(key: str) -> None:
    assert re.fullmatch(FREE_KEY, key)


def test_every_action_has_a_free_key_of_its_own() -> None:
    keys = [key for _, key in ACTIONS.values()]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(FREE_KEY, key) for key in keys)


def test_the_paces_hold_that_of_the_recording() -> None:
    assert 1.0 in PACES
    assert (PACES[0], PACES[-1]) == (0.5, 1.5)
    assert pace_text(0.95) == "95\u00a0%"
