"""The fixed cast as accounts: whom a visitor of the demo may become."""

from xuncha.demo import parts, places
from xuncha.demo.rows import Account, Size

_REVIEWERS = ("discipline", "organisation", "line")
_OFFICE_UNIT = {
    "planner": "xb", "leading_group": "jw", "discipline": "jw", "organisation": "zz", "line": "jt", "secretary": "",
    "system": "xb", "security": "xb", "audit_admin": "xb",
}  # fmt: skip


def accounts(size: Size) -> list[Account]:
    """Twenty accounts; the username is the part."""
    office = places.office_jurisdiction(size)
    in_pool = [entry[0] for entry in parts.POOL]
    rows = []
    for part in parts.PARTS:
        unit = {"unit_head": parts.CAST_UNIT, "unit_liaison": parts.CAST_UNIT, "other_head": parts.WATER_UNIT}.get(
            part.key
        )
        if unit is None:
            key = _OFFICE_UNIT.get(part.key, "")
            unit = f"{office}-{key}" if key else ""
        body = part.key if part.key in _REVIEWERS else ("office" if part.key == "planner" else "")
        rows.append(
            Account(
                username=part.key, name=part.name, roles=(part.role,), jurisdiction=office, unit=unit,
                person=parts.part_person(size, part.key),
                inspector=parts.pool_inspector(size, part.key) if part.key in in_pool else "",
                review_body=body, line="交通" if part.key == "line" else "", part=part.key, story=part.story,
            )
        )  # fmt: skip
    return rows
