"""The test suite: a throw-away data folder, a fixed key, background work done at once."""

import atexit
import base64
import os
import shutil
import tempfile

if "GONGYUE_HOME" not in os.environ:
    os.environ["GONGYUE_HOME"] = tempfile.mkdtemp(prefix="gongyue-test-")
    atexit.register(shutil.rmtree, os.environ["GONGYUE_HOME"], ignore_errors=True)
os.environ.setdefault("GONGYUE_KEY", base64.urlsafe_b64encode(bytes(range(32))).decode())

from gongyue.config.settings.base import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
LOGGING = {"version": 1, "disable_existing_loggers": False}
OUTGOING_LOOPBACK = True  # stand-in servers of the tests
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
