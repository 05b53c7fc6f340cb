"""Addresses of a page that shows the rich text editor in the frame of the admin; for the browser tests only."""

from django import forms
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from publishing.widgets import RichTextWidget

# What the editor is opened with, by the name in the address; a test writes it before it opens the page.
TEXTS: dict[str, str] = {}
RECEIVED: list[str] = []

PAGE = """{% extends "admin/base.html" %}
{% block extrahead %}<link rel="icon" href="data:,">{{ form.media }}{% endblock %}
{% block extrastyle %}<link rel="stylesheet" href="/static/admin/css/forms.css">{% endblock %}
{% block content %}
<form method="post" novalidate>
<fieldset class="module aligned">
<div class="form-row"><div><div class="flex-container">{{ form.title.label_tag }}{{ form.title }}</div></div></div>
<div class="form-row field-body">{{ form.body.errors }}<div><div class="flex-container">{{ form.body.label_tag }}
{{ form.body }}</div><div class="help" id="{{ form.body.auto_id }}_helptext">{{ form.body.help_text }}</div></div></div>
</fieldset>
<div class="submit-row"><input type="submit" class="default" value="Save as a new version"></div>
</form>
{% endblock %}"""


class BareSite(AdminSite):
    """The admin's frame, with nothing in it."""

    site_header = "Desk"
    enable_nav_sidebar = False


site = BareSite()


class EditorForm(forms.Form):
    title = forms.CharField(label="Title", required=False, widget=forms.TextInput(attrs={"class": "vTextField"}))
    body = forms.CharField(
        label="Text", strip=False, widget=RichTextWidget, help_text="Every save makes a new version of the text."
    )


@csrf_exempt
def editor(request: HttpRequest, page: str, name: str, language: str) -> HttpResponse:
    form = EditorForm(request.POST or None, initial={"body": TEXTS[name], "title": "A corridor is a promise"})
    form.fields["body"].widget.language = language
    if request.method == "POST":
        RECEIVED.append(request.POST["body"])
        if form.is_valid():
            return HttpResponse('<link rel="icon" href="data:,">Saved.')
    context = {**site.each_context(request), "form": form, "title": "New version"}
    return HttpResponse(Template(PAGE).render(RequestContext(request, context)))


urlpatterns = [
    path("admin/", site.urls),
    path("<page>/editor/<name>/<language>/", editor),
]
