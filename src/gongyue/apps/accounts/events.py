"""What the accounts tell the apps above them."""

from django.dispatch import Signal

# user (models.User), device (the browser's own description), at: somebody who has signed in before
# did so with a kind of device not seen with them yet.
new_device_used = Signal()
