"""A team with its people and a return to fill in, made the way the product makes them."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from accounts.models import Team, TeamMember, User
from accounts.service import loader
from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.catalogue.owners import begin
from indicators.ledger import verbs as ledger
from indicators.ledger.models import Observation
from indicators.periods import Period
from indicators.returns import verbs
from indicators.returns.models import Entry, Return, Section
from indicators.returns.opening import open_period
from tests.builders import make_area, make_indicator, make_series, make_theme, make_user, row

QUARTER = "2025-26 Q1"
NEET, LOOKED_AFTER, REFERRALS = "care-leavers-neet", "children-looked-after", "referrals"
FRACTION = {"numerator": "young people not in work", "denominator": "all care leavers"}


@dataclass
class Desk:
    """Two officers, an approver and a deputy of one team, and what they owe for a quarter."""

    team: Team
    officer: User
    officer2: User
    approver: User
    deputy: User
    area: Area
    quarter: str = QUARTER

    @property
    def due(self) -> Return:
        period = Period.parse(self.quarter)
        return Return.objects.get(kind="due", starts=period.starts, ends=period.ends)

    @property
    def section(self) -> Section:
        """As the database has it now."""
        sections = Section.objects.select_related("of__team", "of__area", "theme")
        return sections.get(of=self.due, theme__slug="care-leavers")

    def entry(self, slug: str = NEET) -> Entry:
        entries = Entry.objects.select_related("series__indicator", "section__of")
        return entries.get(section__of=self.due, series__indicator__slug=slug)

    def opened(self, quarter: str) -> "Desk":
        """The same people with the return of another quarter before them."""
        open_period(self.area, Period.parse(quarter))
        return replace(self, quarter=quarter)

    def save(self, by: User, slug: str = NEET, version: int | None = None, **fields: Any) -> Any:
        entry = self.entry(slug)
        seen = entry.version if version is None else version
        typed = verbs.Typed(entry=entry.pk, version=seen, fields=fields)
        return verbs.save(entry.section, [typed], by=by)

    def fill(self, by: User, **more: Any) -> None:
        """Everything that the section wants, and nothing to stop it."""
        self.save(by, NEET, numerator="29", denominator="60", grade="A", **more)
        self.save(by, LOOKED_AFTER, value="486", grade="A", **more)
        self.save(by, REFERRALS, value="120", grade="A", **more)

    def submitted(self) -> Section:
        self.fill(self.officer)
        verbs.submit(self.section, by=self.officer)
        return self.section

    def published(self) -> Section:
        verbs.sign(self.submitted(), by=self.approver)
        return self.section


def make_desk(area: Area | None = None, quarter: str = QUARTER) -> Desk:
    """One section of three lines: a percentage, a count on a day and a count of the year so far."""
    team = make_team("leaving-care")
    make_line(NEET, texts=FRACTION, unit="percent", span="day", order=1)
    make_line(LOOKED_AFTER, unit="count", polarity="context", span="day", order=2)
    make_line(REFERRALS, unit="count", polarity="context", span="year-to-date", order=3)
    begin(dict.fromkeys((NEET, LOOKED_AFTER, REFERRALS), team), by=loader())
    place = area or make_area()
    open_period(place, Period.parse(quarter))
    return Desk(
        team=team,
        officer=in_team(team, "officer", "member"),
        officer2=in_team(team, "officer", "member", name="officer2"),
        approver=in_team(team, "approver", "approver"),
        deputy=in_team(team, "approver", "approver", name="deputy", deputy=True),
        area=place,
        quarter=quarter,
    )


def desk_again(quarter: str = QUARTER) -> Desk:
    """The desk that is in the database already."""
    people = {user.username: user for user in User.objects.all()}
    return Desk(
        team=make_team("leaving-care"),
        officer=people["officer"],
        officer2=people["officer2"],
        approver=people["approver"],
        deputy=people["deputy"],
        area=make_area(),
        quarter=quarter,
    )


def make_team(slug: str) -> Team:
    return Team.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize()})[0]


def in_team(team: Team, role: str, part: str, *, name: str = "", deputy: bool = False) -> User:
    user = make_user(role, name=name)
    TeamMember.objects.create(team=team, user=user, role=part, deputy=deputy)
    return user


def make_line(slug: str, *, span: str, frequency: str = "quarter", **fields: Any) -> Series:
    """An indicator with the council's own series."""
    fields.setdefault("theme", make_theme())
    indicator = make_indicator(slug, span=span, frequency=frequency, **fields)
    is_proportion = fields["unit"] == "percent"
    return make_series(
        indicator,
        "local",
        kind="local",
        span=span,
        frequency=frequency,
        is_proportion=is_proportion,
        compare="interval" if is_proportion else "difference",
        rounding=None,
    )


def publish(
    slug: str, period: str, value: str | None = None, *, area: Area | None = None, **more: Any
) -> Observation:
    """An earlier figure of the council's own, typed by one service account, signed by another."""
    series = Series.objects.get(indicator__slug=slug, kind="local")
    numerator, denominator = more.get("numerator"), more.get("denominator")
    if value is None and numerator and denominator:
        per = {"percent": 100, "per-10,000": 10_000}.get(series.indicator.unit, 1)
        value = str(round(Decimal(numerator) * per / Decimal(denominator), 6))
    one = row(value, period, series=series, area=area or make_area(), **more)
    typist = User.objects.get_or_create(username="typist", defaults={"is_service": True})[0]
    signed = ledger.Signed(row=one, typed_by=typist)
    return ledger.publish([signed], by=loader(), chain="earlier")[0]
