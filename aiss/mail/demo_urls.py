"""`/demo/mail/`: 404 outside demo mode."""

from django.urls import path

from aiss.mail import demo

app_name = "demo"
urlpatterns = [
    path("", demo.mail_list, name="mail-list"),
    path("<int:pk>/", demo.mail_detail, name="mail-detail"),
    path("<int:pk>/html/", demo.mail_html, name="mail-html"),
]
