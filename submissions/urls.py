"""The author's addresses; every step and every page has one of its own, under the language of the page."""

from django.urls import path

from submissions.views import (
    answering,
    code,
    conversing,
    details,
    keeping,
    leaving,
    names,
    pieces,
    preview,
    proof,
    reviewing,
    start,
    texts,
    write_for_us,
)
from submissions.views import signing_in as signing

app_name = "submissions"

piece = "my/<slug:reference>/"

urlpatterns = [
    # What is wanted, for anybody who may want to write
    path("write-for-us/", write_for_us.write_for_us, name="write-for-us"),
    # From a blank page to a piece
    path("submit/", start.StartPage.as_view(), name="start"),
    path("submit/details/", details.DetailsPage.as_view(), name="details"),
    path("submit/preview/", preview.PreviewPage.as_view(), name="preview"),
    path("submit/preview/page/", preview.PreviewAlonePage.as_view(), name="preview-page"),
    path("submit/later/", keeping.LaterPage.as_view(), name="later"),
    path("submit/delete/", keeping.DiscardPage.as_view(), name="discard"),
    path("submit/link/<str:token>/", keeping.LinkPage.as_view(), name="draft-link"),
    path("code/", code.CodePage.as_view(), name="code"),
    # Signing in
    path("sign-in/", signing.SignInPage.as_view(), name="sign-in"),
    path("sign-in/code/", signing.SignInCodePage.as_view(), name="sign-in-code"),
    path("sign-out/", signing.SignOutPage.as_view(), name="sign-out"),
    path("sign-out/done/", signing.SignedOutPage.as_view(), name="signed-out"),
    # The author's pieces
    path("my/", pieces.MyPage.as_view(), name="my"),
    path("my/drafts/<int:pk>/", pieces.OpenDraftPage.as_view(), name="open-draft"),
    path(piece, pieces.PieceView.as_view(), name="piece"),
    path(f"{piece}answer/", answering.AnswerPage.as_view(), name="answer"),
    path(f"{piece}write/", conversing.WritePage.as_view(), name="write"),
    path(f"{piece}proof/", proof.ProofPage.as_view(), name="proof"),
    path(f"{piece}proof/page/", proof.ProofAlonePage.as_view(), name="proof-page"),
    path(f"{piece}proof/changes/", proof.ProofChangesPage.as_view(), name="proof-changes"),
    path(f"{piece}withdraw/", leaving.WithdrawPage.as_view(), name="withdraw"),
    path(f"{piece}take-down/", leaving.TakedownPage.as_view(), name="ask-takedown"),
    path(f"{piece}name/", leaving.RenamePage.as_view(), name="ask-rename"),
    path(f"{piece}versions/<int:number>/", texts.VersionPage.as_view(), name="version"),
    path(f"{piece}versions/<int:number>/docx/", texts.VersionDocxPage.as_view(), name="version-docx"),
    path(f"{piece}versions/<int:number>/changes/", texts.VersionChangesPage.as_view(), name="version-changes"),
    # A reviewer's pages, without an account
    path("reviews/<str:signed>/", reviewing.AnswerPage.as_view(), name="review"),
    path("reviews/<str:signed>/write/", reviewing.WritePage.as_view(), name="review-write"),
    path("reviews/<str:signed>/docx/", reviewing.TextPage.as_view(), name="review-docx"),
    path("reviewed/<slug:answer>/", reviewing.DonePage.as_view(), name="review-done"),
    # A co-author's printed name
    path("names/<str:token>/", names.ConfirmNamePage.as_view(), name="confirm-name"),
]
