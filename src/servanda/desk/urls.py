"""The addresses of the desk, below /LANGUAGE/desk/."""

from django.urls import path, re_path

from servanda.desk.views import account, assets, sign_in

app_name = "desk"

urlpatterns = [
    path("", account.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.code, name="code"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/code/", account.second_factor, name="second-factor"),
    path("account/code/remove/", account.without_second_factor, name="without-second-factor"),
    re_path(r"^account/sessions/(?P<number>[0-9]{1,9})/end/$", account.end_session, name="end-session"),
    path("people/", account.people, name="people"),
    re_path(r"^assets/(?P<name>[a-z.-]+)$", assets.asset, name="asset"),
]
