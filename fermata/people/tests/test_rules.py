"""Tables for the judgements of this room."""

import pytest

from fermata.people import rules


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="a fresh code that fits lets in"),
        pytest.param({"has_tries_left": False}, rules.NOT_THE_CODE, id="not after five tries"),
        pytest.param({"is_fresh": False}, rules.NOT_THE_CODE, id="not after ten minutes"),
        pytest.param({"fits": False}, rules.NOT_THE_CODE, id="not another code"),
    ],
)
def test_why_not_code(facts, refusal):
    usual = {"has_tries_left": True, "is_fresh": True, "fits": True}

    assert rules.why_not_code(**usual | facts) is refusal


@pytest.mark.parametrize(
    ("host", "refusal"),
    [
        ("localhost", None),
        ("localhost:8000", None),
        ("fermata.example.org", None),
        ("127.0.0.1", rules.NEEDS_A_NAME),
        ("127.0.0.1:8000", rules.NEEDS_A_NAME),
        ("[::1]:8000", rules.NEEDS_A_NAME),
        ("[2001:db8::1]", rules.NEEDS_A_NAME),
        ("10.0.0.7.example.org", None),
    ],
)
def test_why_not_passkeys(host, refusal):
    assert rules.why_not_passkeys(host=host) is refusal


@pytest.mark.parametrize(("passkeys", "refusal"), [(0, None), (9, None), (10, rules.MANY_PASSKEYS)])
def test_why_not_add_passkey(passkeys, refusal):
    assert rules.why_not_add_passkey(passkeys=passkeys) is refusal


@pytest.mark.parametrize(
    "asked",
    ["/", "/me/", "/partnerships/0197/?for=me#end", "/i/abc~def/", "/search/?q=a%20b", "/x//y"],
)
def test_a_page_of_ours_is_kept(asked):
    assert rules.own_path(asked) == asked


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "me/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\nSet-Cookie: a=b",
        " //evil.example",
        "/ /evil.example",
        "\x00/",
        "/\u2028/evil.example",
        "/\u200b/evil.example",
        "https://evil.example/",
        "https:/evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//",
        "data:text/html,hello",
        "//localhost",
        "http://localhost/",
        "/" + "a" * 1000,
        "//[::1",
        "?next=//evil.example",
        "../me/",
    ],
)
def test_another_site_is_not(asked):
    assert rules.own_path(asked) == ""


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("123456", "123456"),
        (" 123 456 ", "123456"),
        ("123-456.", "123456"),
        ("１２３４５６", "123456"),
        ("١٢٣٤٥٦", "123456"),
        ("१२३४५६", "123456"),
        ("12345²", "12345"),
        ("", ""),
        ("code", ""),
        ("1" * 500, "1" * 100),
    ],
)
def test_digits(typed, digits):
    assert rules.digits(typed) == digits


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 "
            "Safari/537.36 Edg/138.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/18.5 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile "
            "Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 "
            "Safari/537.36",
            "Chrome on Mac",
        ),
        (
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/138.0 Safari/537.36",
            "Chrome on ChromeOS",
        ),
        ("curl/8.0", "A browser that does not say its name"),
        ("", "A browser that does not say its name"),
    ],
)
def test_device(user_agent, words):
    assert rules.device(user_agent) == words
