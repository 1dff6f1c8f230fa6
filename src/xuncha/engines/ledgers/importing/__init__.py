"""Import: files as accounting packages, treasuries and offices write them, into a store; all of a folder or nothing."""

from xuncha.engines.ledgers.importing.folder import Choices, Outcome, check_file, import_folder
from xuncha.engines.ledgers.importing.mapping import ColumnMapping, built_in, find
from xuncha.engines.ledgers.importing.plan import files, plan

__all__ = ["Choices", "ColumnMapping", "Outcome", "built_in", "check_file", "files", "find", "import_folder", "plan"]
