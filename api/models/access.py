"""Who may write, and what was answered to requests that may come twice."""

from peewee import CompositeKey, IntegerField, TextField

from schemas.vocabulary.history import TOKEN_SCOPE

from .columns import KeyText, Table, code


class Token(Table):
    """A bearer token by its hash; the token itself is shown once and stored nowhere.

    Its name stands in the history as who wrote, so it is never given to another token.
    """

    name = KeyText(primary_key=True)
    sha256 = KeyText(unique=True)
    scope = code("scope", TOKEN_SCOPE, index=False)
    created_at = KeyText()
    expires_at = KeyText(null=True)
    last_used_at = KeyText(null=True)
    revoked_at = KeyText(null=True)


class RepeatableReply(Table):
    """What a request with an Idempotency-Key was answered, until it expires.

    `key` is the hash of the key, `request` that of method, address and body.
    """

    token = KeyText()
    key = KeyText()
    request = KeyText()
    status = IntegerField()
    headers = TextField()
    body = TextField()
    expires_at = KeyText(index=True)

    class Meta:
        primary_key = CompositeKey("token", "key")
