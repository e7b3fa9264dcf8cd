"""The addresses of the desk, below /LANGUAGE/desk/."""

from django.urls import path, re_path

from servanda.desk.views import account, assets, bulk, item, letters, quality, queue, rounds, sign_in, steps, uploads

app_name = "desk"

urlpatterns = [
    path("", queue.home, name="home"),
    path("queue/", queue.queue, name="queue"),
    path("queue/begin/", queue.begin, name="begin"),
    path("items/<slug:key>/", item.item, name="item"),
    path("items/<slug:key>/decide/", item.decided, name="decided"),
    path("items/<slug:key>/take/", item.taken, name="taken"),
    path("together/", bulk.bulk, name="bulk"),
    path("together/decide/", bulk.bulk_decided, name="bulk-decided"),
    path("steps/", steps.steps, name="steps"),
    path("steps/undo/", steps.undo_last, name="undo-last"),
    re_path(r"^steps/(?P<number>[0-9]{1,9})/undo/$", steps.undone, name="undone"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.code, name="code"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/code/", account.second_factor, name="second-factor"),
    path("account/code/remove/", account.without_second_factor, name="without-second-factor"),
    re_path(r"^account/sessions/(?P<number>[0-9]{1,9})/end/$", account.end_session, name="end-session"),
    path("people/", account.people, name="people"),
    path("quality/", quality.quality, name="quality"),
    path("quality/begin/", quality.look_begin, name="look-begin"),
    path("quality/<slug:key>/", quality.look, name="look"),
    path("quality/<slug:key>/keep/", quality.looked, name="looked"),
    path("letters/", letters.letters, name="letters"),
    re_path(r"^letters/(?P<number>[0-9]{1,9})/decide/$", letters.letter_decided, name="letter-decided"),
    re_path(r"^letters/(?P<number>[0-9]{1,9})/withdraw/$", letters.letter_withdrawn, name="letter-withdrawn"),
    path("rounds/", rounds.rounds, name="rounds"),
    re_path(r"^rounds/(?P<number>[0-9]{1,9})/$", rounds.form, name="round-form"),
    re_path(r"^rounds/(?P<number>[0-9]{1,9})/(?P<body>[^/]{1,300})/$", rounds.sent, name="round-sent"),
    re_path(r"^rounds/(?P<number>[0-9]{1,9})/(?P<body>[^/]{1,300})/decide/$", rounds.decided, name="round-decided"),
    path("uploads/", uploads.uploads, name="uploads"),
    path("uploads/new/<slug:kind>/", uploads.new_upload, name="new-upload"),
    re_path(r"^uploads/(?P<number>[0-9]{1,9})/$", uploads.upload, name="upload"),
    re_path(r"^uploads/(?P<number>[0-9]{1,9})/again/$", uploads.again, name="upload-again"),
    re_path(r"^uploads/files/(?P<number>[0-9]{1,9})/$", uploads.file, name="uploaded-file"),
    re_path(r"^assets/(?P<name>[a-z.-]+)$", assets.asset, name="asset"),
]
