"""Find what is wrong with an index after a fault: content it lost, and errors that the next update leaves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from searchkit import Archive
from searchkit.errors import SearchkitError
from searchkit.model.reports import Problem
from tests.faults.internals import verify_checksum
from tests.faults.scenarios import INDEX, Scenario, State, read_index_files, read_state

_NOT_IN_MANIFEST = {"MANIFEST", "persons.json", "writer.lock"}


class Fault(NamedTuple):
    """Something that went wrong: the column of the report that counts it, and a description."""

    column: str
    what: str


def find_faults(scenario: Scenario, *, committed: bool = False, partial: bool = False) -> list[Fault]:
    """Find what is wrong after a scenario's command was disturbed, then after one undisturbed update.

    The index may hold the state before the change or after it; if `committed`, only the state after it. If `partial`,
    each article may be as before or as after, because an update keeps the articles of a file it could not read.
    """
    faults = []
    try:
        state = read_state(scenario.folder)
        if not _is_allowed(state, scenario, committed=committed, partial=partial):
            faults.append(Fault("lost", f"holds {_format_ids(state)}, not {_format_ids(scenario.after)}"))
        if state is not None:
            damage = [problem for problem in _find_problems(scenario.folder) if problem.damage]
            faults += [Fault("lost", f"check: {problem.where}: {problem.what}") for problem in damage]
    except SearchkitError as error:
        faults.append(Fault("lost", str(error)))
    return faults + _update_and_find_faults(scenario)


def find_faults_after_rebuild(scenario: Scenario) -> list[Fault]:
    """Rebuild the index, and find what is still wrong."""
    return _update_and_find_faults(scenario, rebuild=True)


def _is_allowed(state: State | None, scenario: Scenario, *, committed: bool, partial: bool) -> bool:
    if state == scenario.after:
        return True
    if committed:
        return False
    return state == scenario.before or (partial and _is_mixed(state, scenario))


def _is_mixed(state: State | None, scenario: Scenario) -> bool:
    """Whether each article is as before or as after, and no article that both states hold is missing."""
    if state is None:
        return False
    before = scenario.before.articles if scenario.before else {}
    after = scenario.after.articles
    known = all(text in {before.get(id), after.get(id)} for id, text in state.articles.items())
    return known and (before.keys() & after.keys()) - scenario.moved <= state.articles.keys()


def _update_and_find_faults(scenario: Scenario, *, rebuild: bool = False) -> list[Fault]:
    try:
        Archive(scenario.folder).update(rebuild=rebuild)
        state = read_state(scenario.folder)
        stray = _find_stray_files(scenario.folder / INDEX)
        problems = _find_problems(scenario.folder)
    except SearchkitError as error:
        return [Fault("stuck", f"the next update fails: {error}")]
    faults = [Fault("stuck", f"check after the next update: {one.where}: {one.what}") for one in problems]
    if state != scenario.after:
        faults.append(Fault("stuck", f"the next update gives {_format_ids(state)}"))
    if stray:
        faults.append(Fault("stuck", f"stray files after the next update: {', '.join(stray)}"))
    return faults


def _find_stray_files(index: Path) -> list[str]:
    """Return the files of an index folder that its MANIFEST does not name."""
    files = read_index_files(index)
    manifest = verify_checksum("manifest", files["MANIFEST"])
    named = {name for name, _ in (*manifest["segments"], manifest["catalogue"], manifest["deletions"] or ("", 0))}
    return sorted(files.keys() - named - _NOT_IN_MANIFEST)


def _find_problems(folder: Path) -> Sequence[Problem]:
    return Archive(folder).check().problems


def _format_ids(state: State | None) -> str:
    return "no index" if state is None else f"[{' '.join(sorted(state.articles))}]"
