"""Asking a service to do something, and telling the user when it declines."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from gongyue.apps.accounts.errors import Refused


def attempt(form: forms.BaseForm, act: Callable[..., Any], **facts: Any) -> tuple[bool, Any]:
    """Do the act. A refusal goes to the field it names, and what was typed stays in the form."""
    try:
        return True, act(**facts)
    except Refused as refused:
        known = refused.field if refused.field in form.fields else None
        form.add_error(known, refused.message_zh)
        return False, None


def attempt_and_say(
    request: HttpRequest, done: str, act: Callable[..., Any], **facts: Any
) -> tuple[bool, Any]:
    """Do the act of a button without a form; the answer stands at the head of the next page."""
    try:
        result = act(**facts)
    except Refused as refused:
        messages.error(request, refused.message_zh)
        return False, None
    if done:
        messages.success(request, done)
    return True, result
