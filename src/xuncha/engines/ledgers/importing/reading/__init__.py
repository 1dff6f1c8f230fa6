"""Files as streams of rows of text, whatever their form: delimited text, workbooks, XML; never a whole file in memory."""

from xuncha.engines.ledgers.importing.reading.opening import sheets
from xuncha.engines.ledgers.importing.reading.sheet import Block, Sheet

__all__ = ["Block", "Sheet", "sheets"]
