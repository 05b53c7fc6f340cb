"""The words of a piece in other shapes: one version, two compared, a preview, a proof, a file; and its pictures."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from publishing import html
from publishing import services as publishing
from publishing.content import ArticleContent
from submissions import permissions
from submissions.admin.pages import PiecePage, piece_address, whole_number
from submissions.comparing import compare_texts
from submissions.manuscripts import ConversionBusy, export
from submissions.models import ExtractedImage, Version
from submissions.printing import content_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_file(content: bytes, *, media_type: str, name: str, is_shown: bool = False) -> HttpResponse:
    """Return `content` under a name that says nothing but the reference; never kept by a cache."""
    kind = "inline" if is_shown else "attachment"
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f'{kind}; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


def as_page(page: str) -> HttpResponse:
    """Return a page that looks like a public one and is not: no cache keeps it, no search engine lists it."""
    return HttpResponse(page, headers={"X-Robots-Tag": "noindex"})


class VersionView(PiecePage):
    """One version as a reader would see it."""

    template_name = "admin/submissions/submission/version.html"

    @cached_property
    def version(self) -> Version:
        version = self.piece.versions.filter(number=self.kwargs["number"]).select_related("created_by").first()
        if version is None:
            raise Http404
        return version

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        version = self.version
        return self.render_to_response(
            self.get_context_data(
                title=gettext("Version %(number)s") % {"number": version.number},
                version=version,
                text=html.render(version.body, language=self.piece.language),
            )
        )


class DocxView(VersionView):
    """One version as a clean .docx, named by its reference."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        version = self.version
        if not version.body or not permissions.can_download_version(request.user, version):
            raise Http404
        try:
            data = export.to_docx(
                title=version.title,
                standfirst=version.standfirst,
                bylines=[person.public_name for person in self.piece.contributors.all()],
                body=version.body,
                language=self.piece.language,
                reference=self.piece.reference,
            )
        except (export.ExportFailed, ConversionBusy) as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(piece_address(self.piece))
        return as_file(data, media_type=DOCX, name=f"{self.piece.reference}-v{version.number}.docx")


class DifferencesView(PiecePage):
    """What changed between any two versions, word by word; without a choice, between the last two."""

    template_name = "admin/submissions/submission/differences.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        numbers = list(self.piece.versions.order_by("number").values_list("number", flat=True))
        new = self._chosen("to", numbers, default=numbers[-1])
        old = self._chosen("from", numbers, default=max(new - 1, numbers[0]))
        pair = {version.number: version for version in self.piece.versions.filter(number__in=[old, new])}
        return self.render_to_response(
            self.get_context_data(
                title=_("What has changed"),
                numbers=numbers,
                old=pair[old],
                new=pair[new],
                changes=compare_texts(pair[old], pair[new], language=self.piece.language),
            )
        )

    def _chosen(self, name: str, numbers: list[int], *, default: int) -> int:
        number = whole_number(self.request.GET.get(name, ""))
        return number if number in numbers else default


class PreviewView(PiecePage):
    """The page that the current version would have, exactly as readers would see it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = content_of(self.piece, self.piece.current_version)
        return as_page(publishing.render_preview(content))


class ProofView(PiecePage):
    """The page that one proof froze."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        proof = self.piece.proofs.filter(pk=self.kwargs["proof"]).first()
        if proof is None:
            raise Http404
        return as_page(publishing.render_preview(ArticleContent.from_json(proof.content)))


class ImageView(PiecePage):
    """A picture that was taken out of a file, without its metadata."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        image = (
            ExtractedImage.objects.filter(version__submission=self.piece, pk=self.kwargs["image"])
            .select_related("version")
            .defer("version__body", "version__standfirst")
            .first()
        )
        if image is None:
            raise Http404
        ending = image.media_type.rpartition("/")[2]
        name = f"{self.piece.reference}-v{image.version.number}-{image.position}.{ending}"
        return as_file(bytes(image.content), media_type=image.media_type, name=name, is_shown=True)
