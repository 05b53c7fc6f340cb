"""What a request may bring along: judged before anything parses it, and read to its end so that the answer arrives."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext

CHUNK = 64 * 1024
# A browser shows no answer while it is still sending; with more than this it may see the connection closed.
READ_TO_THE_END = 128 * 1024 * 1024


class BodyRefused(Exception):
    """The request cannot be read; `status` is what the answer carries."""

    status = 400

    def __str__(self) -> str:
        return gettext("What your browser sent did not arrive whole. Please try once more; your draft is as it was.")


class BodyTooLarge(BodyRefused):
    status = 413

    def __str__(self) -> str:
        return gettext(
            "This is larger than we can take: a file may have 10 MB, a pasted text about 60,000 words. Please take the "
            "pictures out, or send us the part that we should publish. What you had before is still here."
        )


class WithoutFiles(FileUploadHandler):
    """Lets every file of a form run by, so that what was typed beside it is still read."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


def read_body(request: HttpRequest) -> None:
    """Parse the body of a POST; nothing of it is ever written to the disk in clear.

    Raises BodyRefused; what was typed can be read from `request.POST` even then, unless that was what is too large.
    """
    if request.method != "POST":
        return
    is_too_large = _length(request) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    if _length(request) > READ_TO_THE_END:
        raise BodyTooLarge
    if is_too_large:
        request.upload_handlers = [WithoutFiles(request)]
    try:
        _ = request.POST
    except RequestDataTooBig as error:
        _drain(request)
        raise BodyTooLarge from error
    except (MultiPartParserError, TooManyFieldsSent, TooManyFilesSent, UnreadablePostError) as error:
        raise BodyRefused from error
    if is_too_large:
        _drain(request)
        raise BodyTooLarge


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _drain(request: HttpRequest) -> None:
    left = _length(request)
    try:
        while left > 0 and (chunk := request.read(min(CHUNK, left))):
            left -= len(chunk)
    except OSError:
        return
