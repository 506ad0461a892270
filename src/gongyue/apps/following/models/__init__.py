"""Tables of what changed in the law, who follows it, and where it is delivered."""

from gongyue.apps.following.models.changes import KnownItem, LawChange
from gongyue.apps.following.models.followings import Following
from gongyue.apps.following.models.hooks import Hook, HookDelivery, HookState

__all__ = ["Following", "Hook", "HookDelivery", "HookState", "KnownItem", "LawChange"]
