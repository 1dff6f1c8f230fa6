"""Posters with a QR code that lead to a reporting page, as PDF or picture, one by one or a numbered batch.

>>> from xuncha.engines.posters import Sheet, batch, poster
>>> poster(title, lines, "https://host/r/K7M2QD", "2-014")          # bytes of a PDF
>>> batch(title, lines, [Sheet(url, "2-001"), Sheet(url, "2-002")])  # one PDF, a page for each
"""

from xuncha.engines.posters.poster import Form, Sheet, Wording, batch, poster

__all__ = ["Form", "Sheet", "Wording", "batch", "poster"]
