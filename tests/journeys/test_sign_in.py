"""Coming in as a person does: with a password, with a second factor, with a passkey; readable for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSWORD = "一个足够长的口令 2026"
WELCOME = re.compile(r"//[^/]+/$")


@pytest.fixture
def account(transactional_db: None) -> Any:
    user = get_user_model()(username="lin", name="林某")
    user.set_password(PASSWORD)
    user.save()
    return user


def enter_password(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("用户名").fill("lin")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def go_to_guarded(page: Page, address: str) -> None:
    """Open a page that asks for the password once more."""
    page.goto(address)
    page.get_by_label("密码").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**{address}")


def signed_in(page: Page) -> bool:
    page.wait_for_url(WELCOME)
    return page.get_by_role("button", name="林某").is_visible()


def test_a_person_comes_in_with_a_password(page: Page, account: Any) -> None:
    enter_password(page)
    assert signed_in(page)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_sign_in_page_has_no_barriers(
    open_page: Callable[..., Page], barriers: Callable[[Page], list[str]], width: int
) -> None:
    page = open_page(width=width)
    page.goto("/accounts/login/")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_second_factor_is_asked_for_once_it_is_set_up(page: Page, account: Any, barriers: Any) -> None:
    enter_password(page)
    page.wait_for_url(WELCOME)
    go_to_guarded(page, "/accounts/2fa/totp/activate/")
    assert barriers(page) == []
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("#id_code").fill(code_of(secret))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/recovery-codes/**")
    page.get_by_role("button", name="林某").click()
    page.get_by_role("button", name="退出登录").click()
    enter_password(page)
    page.wait_for_url("**/2fa/authenticate/")
    assert barriers(page) == []


def test_a_passkey_opens_without_a_password(page: Page, account: Any) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    enter_password(page)
    page.wait_for_url(WELCOME)
    go_to_guarded(page, "/accounts/2fa/webauthn/add/")
    page.locator("#id_name").fill("办公电脑")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")
    page.get_by_role("button", name="林某").click()
    page.get_by_role("button", name="退出登录").click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="用通行密钥登录").click()
    assert signed_in(page)


def code_of(secret: str) -> str:
    """Return the code an authenticator shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))
