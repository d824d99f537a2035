"""Captions and their credits."""

import pytest

from searchkit.text.furniture.captions import find_credit, is_caption


@pytest.mark.parametrize(
    ("paragraph", "credit"),
    [
        ("The bridge at noon. (Photo: Agency/Ada Lovelace)", "(Photo: Agency/Ada Lovelace)"),
        ("The bridge at noon. (Photo by Ada Lovelace)", "(Photo by Ada Lovelace)"),
        ("The bridge at noon. (AP Photo/Ada Lovelace)", "(AP Photo/Ada Lovelace)"),
        ("The bridge (Ada Lovelace/Getty Images)", "(Ada Lovelace/Getty Images)"),
        ("The bridge at noon [Image: Agency]", "[Image: Agency]"),
        ("The bridge at noon (file photo).", "(file photo)."),
        ("The bridge at noon. (Courtesy of the builders)", "(Courtesy of the builders)"),
        ("The bridge at noon. (Reuters/Ada Lovelace)", "(Reuters/Ada Lovelace)"),
        ("The bridge at noon. Photo: Ada Lovelace/Agency", "Photo: Ada Lovelace/Agency"),
        ("[Image: Agency]", "[Image: Agency]"),
    ],
)
def test_credits_end_captions(paragraph: str, credit: str) -> None:
    assert is_caption(paragraph)
    start = find_credit(paragraph)
    assert start is not None
    assert paragraph[start:] == credit


@pytest.mark.parametrize(
    "paragraph",
    [
        "Photo: the bridge at noon",
        "PHOTO: The bridge at noon.",
        "File photo of the bridge.",
        "FILE - The bridge at noon.",
        "FILE PHOTO: The bridge at noon.",
        "Photo by Ada Lovelace",
        "Photo credit: Ada Lovelace.",
    ],
)
def test_labels_open_captions(paragraph: str) -> None:
    assert is_caption(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "The ministers met (see photo below)",
        "She laughed (the picture was hers).",
        "He took a photo: it was blurred.",
        "Picture this: a town without a bridge.",
        "Image is everything, he said.",
        "Photo by photo, the archive grows.",
        "The files - all of them - burned.",
        "The report (with its source code) was published.",
    ],
)
def test_sentences_are_no_captions(paragraph: str) -> None:
    assert not is_caption(paragraph)
