"""Records as the rules of rectification see them."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.domain.findings import DutyHolderKind
from xuncha.domain.organisations import ReviewBody
from xuncha.domain.rectification import (
    Grade,
    MeasureFacts,
    MeasureState,
    ReviewFacts,
    ReviewOpinion,
    TaskFacts,
    TaskState,
)
from xuncha.records.rectification.models import Measure, RectificationPlan, Review, Task


def of_task(task: Task) -> TaskFacts:
    """One task with its measures, whose duty it is, and how much evidence stands."""
    return TaskFacts(
        title=task.title,
        findings=(task.finding_id,),
        measures=tuple(of_measure(measure) for measure in task.measures.all()),
        duty=(DutyHolderKind(task.duty_kind),),
        evidence=sum(not evidence.withdrawn_because for evidence in task.evidence.all()),
        state=TaskState(task.state),
    )


def of_tasks(plan: RectificationPlan) -> tuple[TaskFacts, ...]:
    """Every task of a plan."""
    return tuple(of_task(task) for task in plan.tasks.prefetch_related("measures", "evidence"))


def of_measure(measure: Measure) -> MeasureFacts:
    """One measure; it is done once a date says so."""
    state = MeasureState.DONE if measure.done_on else MeasureState.OPEN
    return MeasureFacts(measure.text, measure.accountable, measure.due_on, state)


def of_review(review: Review) -> ReviewFacts:
    """What one body said."""
    return ReviewFacts(
        ReviewBody(review.body),
        ReviewOpinion(review.opinion),
        review.words,
        Grade(review.grade) if review.grade else None,
    )


def of_reviews(reviews: Iterable[Review]) -> tuple[ReviewFacts, ...]:
    """What several bodies said."""
    return tuple(of_review(review) for review in reviews)
