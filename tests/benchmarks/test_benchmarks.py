"""The benchmarks run from end to end on a few made-up records. Nothing is timed."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WIRE = [
    {
        "id": f"wire-{number}",
        "title": f"OIL PRICES AND HARBOUR {number}",
        "date": f"1987-0{1 + number % 6}-11",
        "source": "Northwire",
        "places": ["usa" if number % 2 else "norland"],
        "topics": ["crude"],
        "text": f"The price of oil rose last year in {number} ports, and the dollar fell.\n\n"
        f"“Oil prices will fall {number} times,” the minister said. The company said nothing of the economy.",
    }
    for number in range(40)
]


def run(*arguments: str) -> str:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    for name, records in {"reuters21578": WIRE[:30], "senate": WIRE[30:]}.items():
        with gzip.open(tmp_path / "news" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in records)
    return tmp_path


def test_engines_count_the_same_also_after_deletions_and_copies(data: Path) -> None:
    small = ["--engines", "fts5", "searchkit", "--sizes", "200", "--cold-rounds", "1"]
    printed = run("benchmarks.engines", *small, "--data", str(data))
    assert "geometric mean" in printed
    assert "agree once collapsed" in printed
    assert "DIFFER" not in printed
    assert "NOT EXPLAINED" not in printed
    assert "failed" not in printed


def test_ranking_finds_the_only_relevant_document_first(tmp_path: Path) -> None:
    documents = ["Sheep graze on the northern slope.", "Boats leave the southern quay.", " "]
    with (tmp_path / "docs.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": str(n), "title": "", "text": t}) + "\n" for n, t in enumerate(documents))
    (tmp_path / "queries.jsonl").write_text('{"id": "1", "text": "boats at the quay"}\n', encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n1\t1\t1\n1\t2\t0\n", encoding="utf-8")
    cells = [cell.strip() for cell in run("benchmarks.ranking", str(tmp_path)).splitlines()[-1].strip("|").split("|")]
    assert cells == [tmp_path.name, "1.000", "1.000", "", "1", "2", "1"]
