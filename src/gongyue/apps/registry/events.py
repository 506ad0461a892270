"""What the registry tells the apps above it."""

from django.dispatch import Signal

# stance (models.Event), record (models.Event): somebody confirmed or disputed a record.
stance_taken = Signal()
# batch (models.ImportBatch): records of a firm have changed.
import_finished = Signal()
import_undone = Signal()
# on (date): uploaded files whose time is over are being deleted, in every app that keeps any.
uploads_expiring = Signal()
# correction (models.Correction), at: its state says what has just happened.
correction_moved = Signal()
# person_id (UUID), user_ids (the accounts that spoke for them), at: a person has been erased; apps
# above forget what they keep of them outside the person's key.
person_erased = Signal()
# event (models.Event intention.registered), at: somebody said what work they look for.
intention_registered = Signal()
# question (models.Event opening.questioned; its `about` is the opening), at: somebody asks the
# organisation that opened their file for its reasons, to be told by the day in the payload.
access_questioned = Signal()
# answer (models.Event opening.explained; its `about` is the question), at
access_explained = Signal()
# membership (models.Membership), by (User), at: somebody left a role
membership_ended = Signal()
# consent (models.Consent), at: an organisation asks somebody to let it read.
consent_requested = Signal()
# consent (models.Consent), at: given, declined, withdrawn, or no longer asked for; see its state.
consent_answered = Signal()
# engagement (models.Engagement), at: one side asks the other; answered, taken back or ended.
engagement_asked = Signal()
engagement_settled = Signal()
# membership (models.Membership), by (User or None), at: somebody took up a role
membership_granted = Signal()
# event (models.Event access.opened), at: somebody's file, or a firm's, was opened
file_opened = Signal()
# link (models.PersonLink), by (User), at: an account speaks for a person, or (with the reason)
# no longer does
person_linked = Signal()
person_unlinked = Signal()
# batch (models.ImportBatch): nothing of it was written
import_failed = Signal()
# saying (models.Sameness, state merged or undone), at: two organisations are one from now on, or
# two again.
organisations_merged = Signal()
