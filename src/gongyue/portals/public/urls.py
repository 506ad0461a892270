"""The site map of the public pages."""

from django.urls import path

from gongyue.portals.public import (
    blanks,
    calculators,
    check,
    checkup,
    code_lists,
    health,
    home,
    installed,
    law_pages,
    manuals,
    progress,
    settings,
    sign_in,
    tables,
)

app_name = "public"
urlpatterns = [
    path("start/", home.start, name="start"),
    path("manifest.webmanifest", installed.manifest, name="manifest"),
    path("sw.js", installed.service_worker, name="service_worker"),
    path("offline/", installed.offline, name="offline"),
    path("offline/line/", installed.line, name="line"),
    path("", home.home, name="home"),
    path("calculators/", calculators.calculators, name="calculators"),
    path("calculators/<slug:name>/", calculators.form, name="calculator"),
    path("calculators/<slug:name>/result/", calculators.result, name="calculator_result"),
    path("calculators/<slug:name>/print/", calculators.paper, name="calculator_paper"),
    path("checkup/", checkup.checkup, name="checkup"),
    path("check/", check.check, name="check"),
    path("blanks/", blanks.blanks, name="blanks"),
    path("blanks/<slug:name>.pdf", blanks.blank, name="blank"),
    path("blanks/tables/<slug:kind>.xlsx", tables.table_blank, name="table_blank"),
    path("manual/", manuals.manuals, name="manuals"),
    path("manual/<slug:portal>/", manuals.manual, name="manual"),
    path("manual/<slug:portal>/booklet.pdf", manuals.booklet, name="manual_booklet"),
    path("law/<slug:jurisdiction>/<slug:act>/", law_pages.article, name="act"),
    path("law/<slug:jurisdiction>/<slug:act>/<str:place>/", law_pages.article, name="article"),
    path("progress/", progress.progress, name="progress"),
    path("code-lists/", code_lists.code_lists, name="code_lists"),
    path("health/", health.health, name="health"),
    path("large-text/", settings.large_text, name="large_text"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.enter_code, name="enter_code"),
    path("sign-in/password/", sign_in.with_password, name="sign_in_password"),
    path("sign-in/demo/", sign_in.as_demo_user, name="demo_sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
]
