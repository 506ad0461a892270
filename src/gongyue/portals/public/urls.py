"""The site map of the public pages."""

from django.urls import path

from gongyue.portals.public import home, settings, sign_in

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("large-text/", settings.large_text, name="large_text"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.enter_code, name="enter_code"),
    path("sign-in/password/", sign_in.with_password, name="sign_in_password"),
    path("sign-in/demo/", sign_in.as_demo_user, name="demo_sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
]
