"""Which colour a state wears; always beside its words, never instead of them."""

from __future__ import annotations

COLOURS: dict[str, str] = {
    "draft": "secondary", "planned": "secondary", "asked": "blue", "raised": "blue", "open": "blue", "uploaded": "blue",
    "handled": "blue", "checked": "blue", "submitted": "blue", "on_site": "blue", "reporting": "blue", "ready": "blue",
    "rectifying": "blue", "running": "blue", "passed": "teal", "pending": "blue", "verifying": "blue",
    "signed": "green", "confirmed": "teal", "reported": "green", "decided": "green", "accepted": "green", "closed": "green",
    "finished": "green", "approved": "green", "granted": "green", "agree": "green", "good": "green", "done": "green",
    "returned": "orange", "reopened": "red", "refused": "red", "disagree": "red", "poor": "red", "rejected": "red",
    "failed": "red", "overdue": "red", "due": "secondary", "due_soon": "orange", "fair": "orange", "serious": "red", "notable": "orange",
    "ordinary": "secondary", "key": "red", "watch": "orange", "normal": "secondary", "upheld": "orange",
    "excellent": "green", "competent": "teal", "basic": "orange", "unfit": "red",
    "high": "red", "medium": "orange", "low": "secondary", "new": "blue", "check": "blue", "explained": "green", "recurred": "red",
}  # fmt: skip


def colour(code: str) -> str:
    """The colour of a state's badge."""
    return COLOURS.get(str(code), "secondary")
