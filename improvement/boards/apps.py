"""Boards that meet about figures, what they were shown and what they decided."""

from django.apps import AppConfig

from indicators.ledger.kept import Kept, keep

STRIKE = ("struck_at", "struck_by_id", "struck_why")
STRUCK = "OLD.struck_at IS NOT NULL"
# What stood in agreed minutes is struck no more.
AGREED = "EXISTS (SELECT 1 FROM boards_minutes m WHERE m.meeting_id = OLD.meeting_id)"
ANSWERED = (
    "EXISTS (SELECT 1 FROM boards_minutes m JOIN boards_question q ON q.meeting_id = m.meeting_id "
    "WHERE q.id = OLD.question_id AND m.at >= OLD.at)"
)
DESPATCHED = "EXISTS (SELECT 1 FROM boards_edition e WHERE e.meeting_id = OLD.meeting_id)"


class BoardsConfig(AppConfig):
    name = "improvement.boards"
    verbose_name = "Boards"

    def ready(self) -> None:
        from improvement.boards import models, verifying
        from indicators.ledger import verification

        keep(models.Edition, Kept())
        keep(models.Minutes, Kept())
        for model, closed in (
            (models.Question, AGREED),
            (models.Answer, ANSWERED),
            (models.Decision, AGREED),
            (models.Mark, AGREED),
            (models.Minute, AGREED),
        ):
            keep(model, Kept(changeable=STRIKE, closed=f"({STRUCK} OR {closed})"))
        keep(
            models.Remark,
            Kept(
                changeable=STRIKE,
                closed=f"({STRUCK} OR {DESPATCHED})",
                unique_when={"remark_one_at_a_time": "{0}.struck_at IS NULL"},
            ),
        )
        # Made once: until then a try may fail and say why.
        made = ("content", "sha256", "size", "made_at", "tries", "fault")
        keep(
            models.Paper,
            Kept(changeable=made, closed="OLD.made_at IS NOT NULL", vouched=False),
        )
        verification.also(verifying.faults)
