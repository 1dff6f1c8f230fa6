"""One page of a long list without carrying every row through the sort."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django_tables2.data import TableQuerysetData
from django_tables2.rows import BoundRows


class KeysFirst(Paginator):  # type: ignore[type-arg]
    """Sorts keys alone, then reads the rows of one page by their keys.

    Sorting whole rows with their long texts cost 0.9 s for the last page of 20,000 findings, keys 0.05 s.
    The key also settles ties, so that no row stands on two pages or on none.
    """

    def page(self, number: Any) -> Any:
        """Give one page."""
        rows: Any = self.object_list
        data = getattr(rows, "data", None)
        if not isinstance(data, TableQuerysetData) or data.data.query.distinct or data.data.query.combinator:
            return super().page(number)
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        found = data.data
        order = found.query.order_by or found.model._meta.ordering
        keys = list(found.order_by(*order, "pk").values_list("pk", flat=True)[bottom : bottom + self.per_page])
        read = {row.pk: row for row in found.filter(pk__in=keys).order_by()}
        page = [read[key] for key in keys if key in read]
        shown = BoundRows(data=page, table=rows.table, pinned_data=rows.pinned_data)
        return PageOfRows(shown, number, self)
