import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.corpus.readers.frontmatter import read_front_matter
from searchkit.errors import ReadError


def refusal(text: str) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_front_matter(text, "a.md")
    return caught.value


def test_values_stay_strings() -> None:
    text = "---\ntitle: 'Ministers meet'\ndate: 2018-05-17\nid: 007\ntags: [oil, no]\nauthor:\n---\nText."
    front = read_front_matter(text, "a.md")
    assert front is not None
    assert front.values == {
        "title": "Ministers meet",
        "date": "2018-05-17",
        "id": "007",
        "tags": ["oil", "no"],
        "author": "",
    }


@pytest.mark.parametrize("closing", ["---\n", "---  \n", "...\n", "---\n\n\n"])
def test_newlines_below_the_closing_line_belong_to_it(closing: str) -> None:
    text = f"---\ntitle: A\n{closing}  Text.\n"
    front = read_front_matter(text, "a.md")
    assert front is not None
    assert text[front.text_start :] == "  Text.\n"


def test_front_matter_may_be_empty_or_the_whole_file() -> None:
    for text in ("---\n---\nText.", "---\n# nothing\n---\nText."):
        front = read_front_matter(text, "a.md")
        assert front is not None
        assert front.values == {}
        assert text[front.text_start :] == "Text."
    front = read_front_matter("---\ntitle: A\n---", "a.md")
    assert front is not None
    assert front.text_start == len("---\ntitle: A\n---")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Text.",
        "title: A\n---\nText.",
        "--- title: A\n---\nText.",
        "----\ntitle: A\n----\n",
        "---\nA rule above, and no other.\n",
        "---\nA rule above.\n---\nAnd one below.",
        "---\n- a\n- list\n---\nText.",
        "---\n\n“Quoted: this.”\n\n* * * [\n---\n",
        "---\n@ { [\n---\n",
        f"---\n{'Not a key, but long. ' * 4000}\n---\n",
    ],
)
def test_rules_and_other_text_are_no_front_matter(text: str) -> None:
    assert read_front_matter(text, "a.md") is None


def test_broken_yaml_is_named_with_the_line_in_the_file() -> None:
    error = refusal("---\ntitle: A\ntags: [oil\nurl: b\n---\nText.")
    assert error.line == 4
    assert error.reason.startswith("bad front matter: ")
    assert refusal("---\ntitle: A: B\n---\nText.").line == 2
    assert refusal("---\ntitle: A\n\tdate: B\n---\n").line == 3
    assert "\n" not in str(refusal("---\ntitle: 'A\n---\nText."))
    assert "\n" not in str(refusal("---\ntitle: \x01\n---\nText."))


def test_front_matter_that_is_not_closed_is_named() -> None:
    error = refusal("---\ntitle: A\n\nText.")
    assert (error.line, error.reason) == (1, "the front matter has no closing line ---")


def test_code_and_depth_and_length_do_no_harm() -> None:
    text = "---\ntitle: !!python/object/apply:os.getcwd []\n---\nText."
    front = read_front_matter(text, "a.md")
    assert front is not None
    assert front.values == {"title": []}
    assert "nested too deeply" in refusal(f"---\ntitle: {'[' * 20_000}\n---\n").reason
    assert "longer than" in refusal(f"---\ntitle: {'x' * 100_000}\n---\n").reason


_PIECES = st.sampled_from(
    ["---\n", "...\n", "title: A\n", "tags: [a, b]\n", "\n", " ", "- ", ": ", "&a ", "*a", "{", "[", "'", "#", "\t"]
)


@given(st.lists(_PIECES, max_size=12).map("".join), st.booleans())
def test_any_text_has_front_matter_or_none_or_a_read_error(text: str, opened: bool) -> None:  # noqa: FBT001
    text = f"---\n{text}" if opened else text
    try:
        front = read_front_matter(text, "a.md")
    except ReadError as error:
        assert error.line is not None  # noqa: PT017 - there may be no error
        assert 1 <= error.line <= text.count("\n") + 1  # noqa: PT017
    else:
        assert front is None or 0 < front.text_start <= len(text)
