"""Amara makes a passkey, signs out, and comes back with one touch. The secret the passkey gives stays in the browser."""

import base64
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

LISTEN = """
globalThis.secrets = [];
for (const name of ["create", "get"]) {
  const ask = navigator.credentials[name].bind(navigator.credentials);
  navigator.credentials[name] = async (options) => {
    const found = await ask(options);
    const first = found?.getClientExtensionResults().prf?.results?.first;
    if (first) globalThis.secrets.push(Array.from(new Uint8Array(first)));
    return found;
  };
}
"""


class Wire:
    """Everything a browser sends."""

    def __init__(self, context: BrowserContext) -> None:
        self.sent: list[str] = []
        context.on("request", lambda request: self.sent.append(f"{request.url} {request.headers} {_body(request)}"))

    def carries(self, secret: bytes) -> bool:
        shapes = [secret.hex(), str(list(secret))[1:-1], str(list(secret))[1:-1].replace(" ", "")]
        shapes += [base64.b64encode(secret).decode()[:40], base64.urlsafe_b64encode(secret).decode()[:40]]
        return any(shape in line for shape in shapes for line in self.sent)


def _body(request: Any) -> str:
    return (request.post_data_buffer or b"").decode("latin-1")


@pytest.fixture(scope="module")
def url(make_server) -> str:
    return make_server().url


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context()
    yield made
    made.close()


def give_passkeys(page: Page, *, prf: bool) -> None:
    """A device that holds passkeys and has just seen its owner's finger."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
        "hasPrf": prf,
    }
    line.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def sign_in_by_letter(page: Page, url: str, *, address: str) -> None:
    page.goto(f"{url}/sign-in/")
    to_the_welcome(page, url, address=address)
    page.get_by_label("Your name").fill("Amara")
    page.get_by_role("button", name="Go on").click()


def to_the_welcome(page: Page, url: str, *, address: str) -> None:
    page.get_by_label("Your e-mail address").fill(address)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Look at your letters")).to_be_visible()
    letters = page.context.new_page()
    letters.goto(f"{url}/outbox/")
    article = letters.locator("article", has_text=address).first.inner_text()
    letters.close()
    code = re.search(r"^\d{6}$", article, re.MULTILINE)
    assert code
    page.get_by_label("The six digits").fill(code[0])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()


def make_passkey(page: Page, url: str, *, name: str) -> None:
    page.goto(f"{url}/me/passkeys/")
    page.get_by_label("A name for it").fill(name)
    page.get_by_role("button", name="Make a passkey").click()


def sign_out(page: Page, url: str) -> None:
    page.goto(f"{url}/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()


@pytest.mark.parametrize("prf", [True, False], ids=["with a secret", "without"])
def test_one_touch_signs_in_and_the_secret_stays_here(context, url, prf):
    context.add_init_script(LISTEN)
    wire, page = Wire(context), context.new_page()
    give_passkeys(page, prf=prf)
    sign_in_by_letter(page, url, address=f"amara.{'with' if prf else 'without'}@example.org")

    make_passkey(page, url, name="my phone")
    expect(page.get_by_role("status").filter(has_text="Done. It signs you in from now on.")).to_be_visible()
    secrets = page.evaluate("globalThis.secrets")
    page.get_by_role("link", name="Show my passkeys").click()
    expect(page.get_by_role("heading", name="my phone")).to_be_visible()
    sign_out(page, url)
    page.goto(f"{url}/sign-in/?next=/me/sign-ins/")
    with page.expect_navigation(url=f"{url}/me/sign-ins/", wait_until="commit"):
        page.get_by_role("button", name="Use my passkey").click()

    expect(page.get_by_text("This browser")).to_be_visible()
    assert any("authenticatorData" in line for line in wire.sent)
    assert bool(secrets) == prf
    for secret in secrets:
        assert len(secret) == 32
        assert not wire.carries(bytes(secret))


def test_one_device_makes_one_passkey(context, url):
    page = context.new_page()
    give_passkeys(page, prf=True)
    sign_in_by_letter(page, url, address="amara.twice@example.org")
    make_passkey(page, url, name="my phone")
    expect(page.get_by_role("link", name="Show my passkeys")).to_be_visible()

    make_passkey(page, url, name="my phone again")

    expect(page.get_by_text("This device already has a passkey for you here.")).to_be_visible()


def test_whoever_has_no_passkey_here_reads_what_to_do(context, url):
    context.add_init_script("navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))")
    page = context.new_page()
    page.goto(f"{url}/sign-in/")
    page.get_by_role("button", name="Use my passkey").click()

    expect(page.get_by_text("Nothing happened: no passkey was chosen")).to_be_visible()


def test_at_an_address_that_is_a_number_the_page_says_why_not(context, url):
    page = context.new_page()
    page.goto(f"{url.replace('localhost', '127.0.0.1')}/sign-in/")

    expect(page.get_by_text("such as localhost")).to_be_visible()
    expect(page.get_by_role("button", name="Use my passkey")).to_have_count(0)


def test_the_browsers_zone_is_offered(chromium, url):
    context = chromium.new_context(timezone_id="Asia/Kolkata")
    page = context.new_page()
    page.goto(f"{url}/sign-in/")
    to_the_welcome(page, url, address="amara.zone@example.org")

    expect(page.get_by_label("Your time zone")).to_have_value(re.compile("Asia/(Kolkata|Calcutta)"))
    context.close()


def make_space(page: Page, url: str) -> str:
    """As everybody makes theirs. Returns the five words."""
    page.goto(f"{url}/space/")
    page.get_by_role("button", name="Show my words").click()
    shown = page.locator("ol.words.phrase li")
    expect(shown).to_have_count(5)
    phrase = shown.all_inner_texts()
    page.get_by_role("button", name="I have them").click()
    printed = page.locator("ol.words:not(.phrase) li")
    expect(printed).to_have_count(12)
    sheet = printed.all_inner_texts()
    page.get_by_role("button", name="It is on paper").click()
    for field in page.get_by_label(re.compile(r"^Word \d+$")).all():
        field.fill(sheet[int(re.sub(r"\D", "", field.get_attribute("id") or "")) - 1])
    page.get_by_role("button", name="Make my space").click()
    expect(page.get_by_role("link", name="Go on")).to_be_visible()
    return " ".join(phrase)


def test_one_touch_signs_in_and_opens_the_space(context, url):
    context.add_init_script(LISTEN)
    wire, page = Wire(context), context.new_page()
    give_passkeys(page, prf=True)
    sign_in_by_letter(page, url, address="amara.opens@example.org")
    words = make_space(page, url)
    make_passkey(page, url, name="my phone")
    page.get_by_role("link", name="Let it open my space too").click()
    page.get_by_role("button", name="Open it with my passkey too").click()
    page.get_by_label("Your five words").fill(words)
    page.get_by_role("button", name="Open my space").click()
    expect(page.get_by_role("button", name="Open it with another passkey too")).to_be_visible()
    secrets = page.evaluate("globalThis.secrets")
    sign_out(page, url)

    page.goto(f"{url}/sign-in/?next=/space/")
    with page.expect_navigation(url=f"{url}/space/", wait_until="commit"):
        page.get_by_role("button", name="Use my passkey").click()

    expect(page.get_by_text("Your space is open.")).to_be_visible()
    assert secrets
    assert not any(wire.carries(bytes(secret)) for secret in secrets)
