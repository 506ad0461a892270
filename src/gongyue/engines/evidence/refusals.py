"""Why evidence is refused: one name for each reason, with what was expected and what was found."""

from enum import StrEnum


class Reason(StrEnum):
    """The name of a refusal; screens translate it, logs keep it."""

    # Trees and proofs
    NEGATIVE = "negative"
    INDEX_OUTSIDE = "index-outside-tree"
    SIZE_SHRINKS = "new-size-below-old"
    NODE_LENGTH = "node-has-wrong-length"
    MISSING_NODES = "proof-too-short"
    EXTRA_NODES = "proof-too-long"
    ROOT_DIFFERS = "root-differs"
    OLD_ROOT_DIFFERS = "old-root-differs"
    FRONTIER_SHAPE = "frontier-does-not-fit-size"
    UNKNOWN_HASH = "unknown-hash"
    # Tiles and bundles
    TILE_PATH = "not-a-tile-path"
    TILE_MISSING = "tile-missing"
    TILE_LENGTH = "tile-has-wrong-length"
    ENTRY_TOO_LONG = "entry-too-long"
    ENTRY_DIFFERS = "entry-differs-from-its-leaf"
    BUNDLE_SHAPE = "bundle-malformed"
    # Notes and checkpoints
    NOTE_TOO_LONG = "note-too-long"
    NOTE_SHAPE = "note-malformed"
    SIGNATURE_LINE = "signature-line-malformed"
    TOO_MANY_SIGNATURES = "too-many-signatures"
    KEY_NAME = "key-name-malformed"
    KEY_SHAPE = "key-malformed"
    KEY_ID_DIFFERS = "key-id-differs"
    BAD_SIGNATURE = "signature-does-not-verify"
    TIMESTAMP = "timestamp-malformed"
    FROM_THE_FUTURE = "cosigned-in-the-future"
    CHECKPOINT_SHAPE = "checkpoint-malformed"
    OTHER_LOG = "checkpoint-of-another-log"
    UNSIGNED = "not-signed-by-the-log"
    TOO_FEW_WITNESSES = "too-few-witnesses"
    POLICY = "policy-malformed"
    # Commitments
    RECORD_SHAPE = "record-has-no-canonical-form"
    SALT_LENGTH = "salt-has-wrong-length"
    SALT_ERASED = "salt-erased"
    LIST_SPOILT = "field-digests-do-not-make-the-digest"
    FIELD_UNKNOWN = "no-such-field"
    FIELD_DIFFERS = "field-differs"
    # Witnesses
    REQUEST_SHAPE = "request-malformed"
    UNKNOWN_LOG = "unknown-log"
    ROLLBACK = "rollback"
    FORK = "fork"
    OLD_SIZE_CONFLICT = "old-size-is-not-the-last-cosigned"
    OLD_SIZE_ABOVE = "old-size-above-new"
    BAD_PROOF = "consistency-not-proved"


class Refused(Exception):
    """Evidence that does not hold. `reason` is its name; bytes are shown in hexadecimal."""

    def __init__(self, reason: Reason, expected: object = None, found: object = None) -> None:
        self.reason, self.expected, self.found = reason, expected, found
        said = [f"{word} {_shown(value)}" for word, value in self._told() if value is not None]
        super().__init__(": ".join([reason.value, *([", ".join(said)] if said else [])]))

    def _told(self) -> tuple[tuple[str, object], ...]:
        return ("expected", self.expected), ("found", self.found)


def _shown(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
