"""What is wrong with an archive after something was done to it: what its index lost, and what the next one leaves wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from searchkit import Archive
from searchkit.errors import SearchkitError
from searchkit.model.reports import Problem
from tests.faults.archives import INDEX, Scenario, State, image_of, state_of
from tests.faults.inside import verify_checksum

_WITHOUT_NAME = {"MANIFEST", "persons.json", "writer.lock"}


class Fault(NamedTuple):
    """Something that must not be: "lost", "unseen" or "stuck", and what."""

    column: str
    what: str


def faults_after(scenario: Scenario, *, durable: bool = False, partly: bool = False) -> list[Fault]:
    """What is wrong with a scenario's index after its command was disturbed, and after the next one was not.

    `durable` says that the change had been committed for good; `partly` that single articles may be as they were before,
    as those of a file that could not be read are.
    """
    faults = []
    try:
        state = state_of(scenario.folder)
        if not (
            state == scenario.new or (not durable and (state == scenario.old or (partly and _mixed(state, scenario))))
        ):
            faults.append(Fault("lost", f"holds {_ids(state)}, not {_ids(scenario.new)}"))
        if state is not None:
            faults += [
                Fault("lost", f"check: {one.where}: {one.what}") for one in _problems(scenario.folder) if one.damage
            ]
    except SearchkitError as error:
        faults.append(Fault("lost", str(error)))
    return faults + _faults_of_next(scenario)


def _faults_of_next(scenario: Scenario, *, rebuild: bool = False) -> list[Fault]:
    try:
        Archive(scenario.folder).update(rebuild=rebuild)
        state = state_of(scenario.folder)
        left = _left_over(scenario.folder / INDEX)
        said = [f"{one.where}: {one.what}" for one in _problems(scenario.folder)]
    except SearchkitError as error:
        return [Fault("stuck", f"the next index says: {error}")]
    wrong = [] if state == scenario.new else [Fault("stuck", f"the next index gives {_ids(state)}")]
    wrong += [Fault("stuck", f"the next check says: {line}") for line in said]
    return wrong + [Fault("stuck", f"left over after the next index: {', '.join(left)}")] * bool(left)


def _left_over(index: Path) -> list[str]:
    """The files of an index folder that its MANIFEST does not name."""
    image = image_of(index)
    manifest = verify_checksum("manifest", image["MANIFEST"])
    named = {name for name, _ in (*manifest["segments"], manifest["catalogue"], manifest["deletions"] or ("", 0))}
    return sorted(image.keys() - named - _WITHOUT_NAME)


def faults_of_rebuild(scenario: Scenario) -> list[Fault]:
    """What is wrong after a rebuild, which puts everything right."""
    return _faults_of_next(scenario, rebuild=True)


def _problems(folder: Path) -> Sequence[Problem]:
    return Archive(folder).check().problems


def _mixed(state: State | None, scenario: Scenario) -> bool:
    """Whether every article is as before or as after, and none is missing that was there before and should be after."""
    if state is None:
        return False
    old = scenario.old.articles if scenario.old else {}
    new = scenario.new.articles
    known = all(text in {old.get(id), new.get(id)} for id, text in state.articles.items())
    return known and (old.keys() & new.keys()) - scenario.moved <= state.articles.keys()


def _ids(state: State | None) -> str:
    return "no index" if state is None else f"[{' '.join(sorted(state.articles))}]"
