"""What the papers' font cannot print is said in words, and nothing vanishes."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.description import Column, Table
from dashboard.charts.layout import text_width
from dashboard.packs.pdf.columns import ROOM, columns
from dashboard.packs.pdf.letters import BREAK, breakable, printable


def test_what_the_font_has_is_left_alone():
    english = "Zoë’s “plan” – £3 ≥ 2 ½ ¶40 Łódź Đặng ▲ → −1"
    assert printable(english) == english


def test_a_sign_is_named_and_other_scripts_are_counted():
    assert printable("well done \U0001f600") == "well done [grinning face]"
    assert printable("مرحبا") == "[Arabic: 5 letters that this font does not have]"
    assert printable("漢字").startswith("[Chinese, Japanese or Korean: 2 letters")


def test_controls_and_turned_writing_are_taken_away():
    assert printable("a\x00\x07b\u202ec\u200d") == "abc"
    assert printable("a\tb\u2028c\nd") == "a b\nc\nd"


def test_letters_that_are_written_in_two_parts_are_composed():
    assert printable("e\u0301") == "é"


def test_only_words_that_no_line_could_hold_may_break_inside():
    assert breakable("An ordinary sentence of ordinary words") == (
        "An ordinary sentence of ordinary words"
    )
    assert breakable("x" * 30) == BREAK.join(("x" * 12, "x" * 12, "x" * 6))
    assert breakable("left-care-by-special-guardianship").count(BREAK) == 0


@given(
    st.text(
        st.characters(exclude_categories=("Mn", "Mc", "Me"), exclude_characters="[]"), max_size=80
    )
)
def test_no_letter_that_the_font_has_is_lost(typed: str):
    kept = re.sub(r"\[[^]]*\]", "", printable(typed))
    assert english(kept) == english(unicodedata.normalize("NFC", typed))
    assert all(
        unicodedata.category(one) not in ("Cc", "Cf", "Cs") for one in kept.replace("\n", "")
    )


def english(typed: str) -> str:
    return "".join(one for one in typed if one.isascii() and one.isalnum())


def table(*headings: str, rows: int, numeric: bool = True) -> Table:
    named = tuple(Column(heading=one, numeric=numeric) for one in headings)
    cells = tuple(("16,012,355",) * len(headings) for _ in range(rows))
    return Table(caption="", columns=named, rows=cells)


def test_columns_fill_the_page_and_no_number_is_broken():
    for count in (1, 4, 9):
        made = table(*(f"Area {n}" for n in range(count)), rows=3)
        size, widths = columns(made)
        assert abs(sum(widths) - ROOM) < 0.1
        assert min(widths) >= text_width("16,012,355", size)


def test_letters_get_smaller_only_where_the_numbers_do_not_fit():
    assert columns(table("One", "Two", rows=1))[0] == 8.5
    assert columns(table(*(f"Area {n}" for n in range(10)), rows=1))[0] < 8.5
