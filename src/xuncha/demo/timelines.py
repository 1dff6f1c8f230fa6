"""When the demo's rounds happened, counted back from today, with the gaps real rounds show."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from xuncha.demo.chance import workday
from xuncha.domain.deadlines import add_months
from xuncha.domain.steps import Step


@dataclass(frozen=True, slots=True)
class RoundDays:
    """Days before (negative) or after today of one round's main dates."""

    number: int
    site_from: int
    site_until: int
    leading_group: int
    secretary: int
    feedback: tuple[int, int]
    months: int


# On site 31-58 days; end of stay to feedback 38-130 days: what real rounds took.
# Rounds 4 and 5 are a mobile and a joint inspection, which wait for a hearing just now.
ROUNDS: tuple[RoundDays, ...] = (
    RoundDays(1, -900, -856, -818, -803, (-795, -772), 3),
    RoundDays(2, -470, -425, -391, -378, (-372, -345), 3),
    RoundDays(3, -236, -190, -156, -146, (-117, -95), 4),
    RoundDays(4, -52, -41, 3, 9, (18, 24), 3),
    RoundDays(5, -82, -46, -5, 4, (14, 18), 3),
    RoundDays(6, -27, 18, 52, 62, (80, 95), 3),
    RoundDays(7, 63, 108, 142, 152, (165, 180), 3),
)
LATE_FEEDBACK = (-34, -27)  # villages of round 3: their plans fall due about now


@dataclass(frozen=True, slots=True)
class Timeline:
    """When each step of one inspection is (to be) finished; past or future."""

    today: date
    site_from: date
    site_until: date
    feedback: date
    period_until: date
    done: tuple[tuple[Step, date], ...]

    def when(self, step: Step) -> date:
        """The day the step is finished, whether or not that has come."""
        return dict(self.done)[step]

    def is_done(self, step: Step) -> bool:
        """Whether the step lies behind us."""
        return self.when(step) < self.today

    def current(self) -> Step:
        """The first step not yet done; the last one when all are."""
        for step, day in sorted(self.done, key=lambda entry: entry[0].place):
            if day >= self.today:
                return step
        return Step.ARCHIVE


def at(today: date, days: int) -> date:
    """A working day so many days from today."""
    return workday(today + timedelta(days=days))


def timeline(rng: Random, today: date, days: RoundDays, feedback: date, months: int) -> Timeline:
    """Lay out one inspection; feedback day and period are given because stories need them exact."""
    start, end = at(today, days.site_from), at(today, days.site_until)
    period_until = add_months(feedback, months)

    def later(base: date, low: int, high: int) -> date:
        return workday(base + timedelta(days=rng.randint(low, high)))

    end_report = later(period_until, 6, 13)
    acceptance = later(period_until, 20, 29)
    done = (
        (Step.PLAN, later(start, -60, -50)),
        (Step.STAFF, later(start, -16, -11)),
        (Step.PRIOR_INFORMATION, later(start, -10, -5)),
        (Step.MOBILISE, start),
        (Step.FIND_FACTS, end),
        (Step.WORKING_PAPER, later(end, 3, 8)),
        (Step.REPORT, later(end, 14, 26)),
        (Step.LEADING_GROUP, at(today, days.leading_group)),
        (Step.SECRETARY_MEETING, at(today, days.secretary)),
        (Step.FEEDBACK, feedback),
        (Step.RECTIFICATION_PLAN, later(feedback, 18, 33)),
        (Step.CONCENTRATED, period_until),
        (Step.END_REPORT, end_report),
        (Step.PUBLISH, later(end_report, 10, 24)),
        (Step.ACCEPTANCE, acceptance),
        (Step.LEAD_HANDOVER, later(at(today, days.secretary), 5, 12)),
        (Step.LOOK_BACK, later(acceptance, 150, 230)),
        (Step.ARCHIVE, later(acceptance, 240, 320)),
    )
    return Timeline(today, start, end, feedback, period_until, done)
