"""A co-author confirms the printed name through a mailed link, without an account."""

from django.http import HttpRequest, HttpResponse

from submissions.services import proofing
from submissions.views.base import AuthorPage


class ConfirmNamePage(AuthorPage):
    """Looking at it changes nothing; the button confirms, and pressing it twice confirms once."""

    template_name = "submissions/confirm_name.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.answer(proofing.find_name_to_confirm, token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.answer(lambda token: proofing.confirm_name(token=token), token)

    def answer(self, find, token: str) -> HttpResponse:
        try:
            person = find(token)
        except proofing.LinkInvalid as refusal:
            return self.page(refusal=refusal, status=410)
        return self.page(person=person, piece=person.submission)
