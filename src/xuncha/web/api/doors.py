"""Who comes in: a machine with a key, or a browser with its session and CSRF token."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from xuncha.records.accounts import queries


class KeyAuth(HttpBearer):
    """`Authorization: Bearer <key>`: what its owner may, the key may."""

    def authenticate(self, request: HttpRequest, token: str) -> Any | None:
        """Find whose key it is; the request is then that person's."""
        user = queries.user_of_token(token)
        if user is not None:
            request.user = user
        return user


class BrowserAuth(SessionAuth):
    """The session of a person signed in; writes need the CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any | None:
        """Let in whoever is signed in with a password of their own."""
        user: Any = request.user
        return user if user.is_authenticated and not user.password_is_temporary else None


DOORS: list[Any] = [KeyAuth(), BrowserAuth(csrf=True)]
