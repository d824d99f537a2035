"""The documents say what the program does: the reference is its own help, the README's output is its output."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.fields import FIELDS, Field
from searchkit.render.style import Style
from searchkit.render.terminal import hits_text, summary_text

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_reference_is_as_the_program_would_write_it() -> None:
    script = ROOT / "docs" / "write_reference.py"
    spec = importlib.util.spec_from_file_location("write_reference", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), "run: python docs/write_reference.py"


def test_the_output_in_the_readme_is_what_the_command_prints(sample_archive: Archive) -> None:
    found = sample_archive.search('"foreign armed forces"')
    printed = "\n".join([*hits_text(found, Style()), "", summary_text(found, 1, 10, Style())])
    assert f"```text\n{printed}\n```" in README


def test_the_python_in_the_readme_runs(
    sample_archive: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sample_archive.folder)
    [example] = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - it is our own
    total, *hits = capsys.readouterr().out.splitlines()
    assert int(total) == len(hits) > 0
    assert all(hit.startswith("Vladimir Putin 2018-05-17") for hit in hits)


def test_the_readme_gives_every_dependency_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=]", requirement)[0] for requirement in project["dependencies"]}
    assert {line.split("|")[1].strip() for line in README.splitlines() if re.match(r"\| [\w-]+ \| ", line)} >= names


@pytest.mark.parametrize("field", FIELDS, ids=[field.name for field in FIELDS])
def test_the_readme_names_every_field(field: Field) -> None:
    assert field.name in README


def test_every_pinned_package_has_a_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        assert lines
        assert all("==" in line and "--hash=sha256:" in line for line in lines)
