import json

import pytest
from django.core.management import call_command


@pytest.fixture
def line(tmp_path):
    path = tmp_path / "line.csv"
    path.write_text("period,value,numerator,denominator\n2023-24,51,155,304\n2024-25,45,159,351\n")
    return path


@pytest.fixture
def said(capsys):
    def run(*arguments):
        call_command("assess", *map(str, arguments))
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def refused(capsys):
    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            call_command("assess", *map(str, arguments))
        assert ended.value.code == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        return err.strip()

    return run


def test_a_line_of_figures_is_judged_without_a_database(said, line):
    found = said(
        line,
        *("--polarity", "lower", "--target", "40", "--tolerance", "2", "--baseline-value", "40"),
    )
    assert (found["period"], found["value"]) == ("2024-25", 45)
    assert found["target"]["status"] == "red"
    assert found["direction"]["verdict"] == "no-real-change"
    assert found["direction"]["method"] == "pooled z test"
    assert found["direction"]["p_value"] == pytest.approx(0.146, abs=0.0005)
    assert found["direction"]["compared"]["period"] == "2023-24"
    assert found["baseline"]["verdict"] == "worse"
    assert found["baseline"]["interval"] == pytest.approx([40.17, 50.53], abs=0.005)
    assert found["children"]["number"] == 17
    assert all(found[part]["because"] for part in ("target", "direction", "baseline"))
    assert found["headline"] == (
        "45% in 2024-25 (159 of 351), above the target of 40%; 51% the year before: no real change."
    )


def test_without_options_nothing_is_good_or_bad(said, line):
    found = said(line)
    assert found["target"]["status"] == "none"
    assert found["baseline"] == {
        "verdict": "none",
        "word": "Not compared",
        "because": "No baseline was given.",
    }


def test_days_are_counted_on_the_day(said, tmp_path):
    path = tmp_path / "plans.csv"
    path.write_text("period,value\n2015-03-31,590\n2016-03-31,473\n")
    found = said(path, "--unit", "count")
    assert found["measure"]["span"] == "day"
    assert (found["direction"]["verdict"], found["direction"]["tested"]) == ("falling", False)
    events = said(path, "--unit", "count", "--span", "in-period")
    assert events["direction"]["tested"] is False  # a day holds no period's events


def test_a_range_may_come_without_bounds(said, line):
    assert said(line, "--polarity", "range")["target"]["status"] == "none"
    bounded = said(line, "--polarity", "range", "--low", "20", "--high", "30", "--tolerance", "15")
    assert bounded["target"]["status"] == "amber"


def test_a_break_and_a_day_to_judge_lateness_from(said, line):
    found = said(line, "--break", "2024-04-01", "--break", "2010-01-01", "--today", "2026-04-01")
    assert found["direction"]["verdict"] == "cannot-say"
    assert found["freshness"]["late"] is True
    assert said(line, "--today", "2026-03-31")["freshness"]["late"] is False


def test_a_missing_newest_figure_is_judged_as_missing(said, tmp_path):
    path = tmp_path / "line.csv"
    path.write_text("period,value\n2023-24,51\n2024-25,c\n")
    found = said(path, "--polarity", "lower", "--target", "40")
    assert (found["period"], found["value"]) == ("2024-25", None)
    assert found["target"]["status"] == "none"
    assert found["direction"]["verdict"] == "cannot-say"
    assert "suppressed" in found["headline"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--polarity", "up"], "invalid choice: 'up'"),
        (["--unit", "furlongs"], "invalid choice"),
        (["--span", "decade"], "invalid choice"),
        (["--decimals", "-1"], "invalid choice"),
        (["--colour"], "unrecognized arguments: --colour."),
        (["--target", "40"], "--target has no meaning with --polarity context"),
        (["--polarity", "range", "--target", "40"], "give --low and --high."),
        (["--polarity", "lower", "--low", "4", "--high", "5"], "--polarity range only."),
        (["--polarity", "range", "--low", "4"], "give both --low and --high."),
        (["--polarity", "range", "--low", "6", "--high", "5"], "--low 6 is above --high 5"),
        (["--tolerance", "-1"], "--tolerance is below 0"),
        (["--polarity", "lower", "--target", "40,5"], "write decimals with a point"),
        (["--polarity", "lower", "--target", "nan"], "--target: “nan” is not a number"),
        (["--baseline-value", "inf"], "--baseline-value: “inf” is not a number"),
        (["--break", "2017-13-01"], "--break “2017-13-01” is not a day: write 2017-04-01"),
        (["--today", "soon"], "--today “soon” is not a day"),
    ],
)
def test_an_option_that_cannot_be_is_refused_with_a_sentence(refused, line, options, said):
    message = refused(line, *options)
    assert said in message
    assert message.endswith(".")


def test_a_bad_file_ends_with_two_and_a_sentence(refused, tmp_path):
    assert refused(tmp_path / "none.csv").startswith("There is no file")
    bad = tmp_path / "bad.csv"
    bad.write_text("period,value\n2024-25,many\n")
    assert refused(bad).startswith("Row 2, value: “many” is not a number")
