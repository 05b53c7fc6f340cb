"""The versions of a piece: to read, to download, and what changed between them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property

from publishing import html
from submissions import permissions
from submissions.comparing import compare_texts, words_in_words
from submissions.manuscripts import ConversionBusy
from submissions.manuscripts.export import ExportFailed
from submissions.models import Version
from submissions.printing import docx_of
from submissions.views.base import PiecePage

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class VersionPage(PiecePage):
    """One version of one's own piece; an erased one is as unknown as one that never was."""

    template_name = "submissions/version.html"

    @cached_property
    def version(self) -> Version:
        version = self.piece.versions.filter(number=self.kwargs["number"], erased_at=None).first()
        if version is None or not permissions.can_download_version(self.request.user, version):
            raise Http404
        return version

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        version = self.version
        return self.page(
            piece=self.piece,
            version=version,
            words=words_in_words(version.words),
            text=html.render(version.body, language=self.piece.language),
            has_earlier=self.earlier is not None,
        )

    @cached_property
    def earlier(self) -> Version | None:
        return self.piece.versions.filter(number__lt=self.version.number, erased_at=None).order_by("-number").first()


class VersionDocxPage(VersionPage):
    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        if not self.version.body:
            raise Http404
        try:
            data = docx_of(self.piece, self.version)
        except (ExportFailed, ConversionBusy) as refusal:
            messages.error(request, str(refusal))
            return self.to_piece()
        response = HttpResponse(data, content_type=DOCX)
        response.headers["Content-Disposition"] = f'attachment; filename="{self.piece.reference}-v{number}.docx"'
        return response


class VersionChangesPage(VersionPage):
    """What changed in a version against the one before it."""

    template_name = "submissions/changes.html"

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponse:
        if self.earlier is None:
            raise Http404
        return self.page(
            piece=self.piece,
            version=self.version,
            earlier=self.earlier,
            changes=compare_texts(self.earlier, self.version, language=self.piece.language),
        )
