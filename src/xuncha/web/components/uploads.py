"""A body too large for any file the office takes is refused before it is read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

FORM_ROOM = 1024 * 1024
"""What the rest of a form may take beside its file."""


class LimitHandler(FileUploadHandler):
    """Looks at the length a request announces, which the server holds it to; keeps nothing itself."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:
        """Refuse what cannot be right."""
        if content_length > settings.FILE_LIMIT_BYTES + FORM_ROOM:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on to the handler that keeps the file."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handler that kept it."""
