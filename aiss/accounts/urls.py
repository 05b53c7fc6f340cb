from django.urls import path

from aiss.accounts import views

app_name = "accounts"
urlpatterns = [
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("password/forgotten/", views.PasswordForgottenView.as_view(), name="password-forgotten"),
    path("password/forgotten/sent/", views.PasswordForgottenSentView.as_view(), name="password-forgotten-sent"),
    path("password/<str:token>/", views.password_set, name="password-set"),
]
