"""What was said about a return: questions, their answers, and what last became of each section."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounts.models import User
from indicators.returns.models import Event, Return
from indicators.returns.states import Verb

SPOKEN = (Verb.ASK.value, Verb.ANSWER.value)


@dataclass(frozen=True)
class Thread:
    """The questions and answers about one line, oldest first."""

    events: tuple[Event, ...]

    @property
    def waits(self) -> bool:
        """Whether the last word is a question."""
        return self.events[-1].verb == Verb.ASK.value

    @property
    def asker(self) -> User | None:
        """Who put the question that waits."""
        return self.events[-1].by if self.waits else None


@dataclass(frozen=True)
class Talk:
    """Threads by entry; what was done last to each section, other than typing and talking."""

    threads: Mapping[int, Thread]
    moves: Mapping[int, Event]


def talk(of: Return) -> Talk:
    """One query."""
    events = Event.objects.filter(section__of=of).exclude(verb=Verb.SAVE.value)
    return sort(events.select_related("by"))


def sort(events: Iterable[Event]) -> Talk:
    """From events, oldest first."""
    threads: dict[int, list[Event]] = defaultdict(list)
    moves = {}
    for one in events:
        if one.verb in SPOKEN and one.entry_id:
            threads[one.entry_id].append(one)
        elif one.verb not in SPOKEN:
            moves[one.section_id] = one
    return Talk({entry: Thread(tuple(said)) for entry, said in threads.items()}, moves)
