"""Files are taken only where a view says so, kept in memory, and never longer than a request."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

LARGEST_FILE_BYTES = 64 * 1024 * 1024


def takes_files(view: Callable[..., Any]) -> Callable[..., Any]:
    """This view reads a file. Everywhere else a file that was sent is skipped."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def takes_files_up_to(size: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """This view reads a small file. Of a larger one it is given one byte more than it takes, so that it can say so."""

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        view.takes_bytes = size  # type: ignore[attr-defined]
        return takes_files(view)

    return declare


class WhereTaken(FileUploadHandler):
    """In memory: we write nobody's list of addresses to a disk. What a proxy does while it arrives is the proxy's."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        found = getattr(self.request, "resolver_match", None)
        if not getattr(found and found.func, "takes_files", False):
            raise SkipFile
        self.kept = BytesIO()
        self.most: int | None = getattr(found and found.func, "takes_bytes", None)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.most is not None:
            self.kept.write(raw_data[: max(self.most + 1 - self.kept.tell(), 0)])
            return
        if self.kept.tell() + len(raw_data) > LARGEST_FILE_BYTES:
            raise RequestDataTooBig("a file is larger than 64 MB")
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )
