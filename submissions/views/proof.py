"""The final page: what the author approves is exactly what will be published."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from publishing import services as publishing
from publishing.content import ArticleContent
from submissions.comparing import compare_texts
from submissions.forms.answers import DisputeForm
from submissions.models import Arrival, Proof
from submissions.services import proofing, taking_back
from submissions.views.base import REFUSALS, PiecePage, status_of


class ProofPage(PiecePage):
    """Read, and approve or say what should be different; both are bound to the proof that was shown."""

    template_name = "submissions/proof.html"

    @cached_property
    def proof(self) -> Proof | None:
        return taking_back.proof_waiting(self.piece)

    @property
    def content(self) -> ArticleContent:
        return ArticleContent.from_json(self.proof.content)

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        if self.proof is None:
            return self.to_piece()
        return self.show(DisputeForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.dispute() if request.POST.get("action") == "dispute" else self.approve()

    def approve(self) -> HttpResponse:
        try:
            proofing.approve_proof(self.piece, actor=self.request.user, digest=self.digest)
        except REFUSALS as refusal:
            form = DisputeForm(initial={"message": self.request.POST.get("message", "")})
            return self.to_piece() if self.has_just("approve_proof") else self.show(form, refusal)
        messages.success(self.request, _("Thank you. You have approved the final page."))
        return self.to_piece()

    def dispute(self) -> HttpResponse:
        form = DisputeForm(self.request.POST)
        if not form.is_valid():
            return self.show(form)
        message = form.cleaned_data["message"]
        try:
            proofing.dispute_proof(self.piece, actor=self.request.user, digest=self.digest, message=message)
        except REFUSALS as refusal:
            return self.to_piece() if self.has_just("dispute_proof") else self.show(form, refusal)
        messages.success(self.request, _("The desk has your answer and will send you a new final page."))
        return self.to_piece()

    @property
    def digest(self) -> str:
        return self.request.POST.get("digest", "")

    def show(self, form: DisputeForm, refusal: Exception | None = None) -> HttpResponse:
        return self.page(
            status=status_of(refusal) if refusal else 200,
            piece=self.piece,
            proof=self.proof,
            article=publishing.render_article(self.content) if self.proof else "",
            form=form,
            refusal=refusal,
        )


class ProofAlonePage(ProofPage):
    """The whole page, exactly as readers will get it."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        if self.proof is None:
            raise Http404
        return HttpResponse(publishing.render_preview(self.content))


class ProofChangesPage(ProofPage):
    """What differs between the final page and the last text that the author sent."""

    template_name = "submissions/changes.html"
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        if self.proof is None:
            raise Http404
        sent = self.piece.versions.exclude(arrival=Arrival.DESK).filter(
            number__lte=self.proof.version.number, erased_at=None
        )
        old = sent.order_by("-number").first()
        if old is None:
            raise Http404
        changes = compare_texts(old, self.content, language=self.piece.language)
        return self.page(piece=self.piece, proof=self.proof, earlier=old, changes=changes)
