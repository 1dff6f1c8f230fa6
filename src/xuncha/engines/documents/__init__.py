"""Official documents: one content, checked field by field, set as PDF by typst and as DOCX for an office's word processor.

Layout after GB/T 9704-2012 as far as its measures could be confirmed: `layout.py` says which.
"""

from xuncha.engines.documents.content import Block, Content, Heading, Paragraph, Table, read_content, read_file
from xuncha.engines.documents.fonts import Typefaces, find_typefaces
from xuncha.engines.documents.kinds import KINDS, Form, Kind, kind_named
from xuncha.engines.documents.pdf import render_pdf
from xuncha.engines.documents.word import render_docx

__all__ = [
    "KINDS",
    "Block",
    "Content",
    "Form",
    "Heading",
    "Kind",
    "Paragraph",
    "Table",
    "Typefaces",
    "find_typefaces",
    "kind_named",
    "read_content",
    "read_file",
    "render_docx",
    "render_pdf",
]
