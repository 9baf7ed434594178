"""Two people do everything that can be done here, each private field with a sentence of its own; all they send is kept."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from conftest import FLAGS, WHOLE_CHROMIUM, Server
from tests import independent_age as age
from tests.journeys.kept import Kept
from tests.journeys.life_agreeing import agree
from tests.journeys.life_meeting import meet
from tests.journeys.pairs import Pair, find_each_other
from tests.journeys.someone import Someone

LISTEN = """
globalThis.prf = [];
for (const name of ["create", "get"]) {
  const ask = navigator.credentials[name].bind(navigator.credentials);
  navigator.credentials[name] = async (options) => {
    const found = await ask(options);
    const first = found?.getClientExtensionResults().prf?.results?.first;
    if (first) globalThis.prf.push(Array.from(new Uint8Array(first)));
    return found;
  };
}
"""
BEGINNING = "Nobody may read “"
DEVICE = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_passkeys(page: Page, *, prf: bool) -> str:
    """A device that holds passkeys and has just seen its owner's finger. Returns its id."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    made = line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | {"hasPrf": prf}})
    return str(made["authenticatorId"])


class Profile:
    """A browser that keeps what it knows on disk, as people’s browsers do: the whole one, which writes much more there."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.folder = folder
        self._kind = browser.browser_type

    def new_context(self, **options: Any) -> BrowserContext:
        return self._kind.launch_persistent_context(self.folder, executable_path=WHOLE_CHROMIUM, args=FLAGS, **options)


@dataclass
class Life:
    server: Server
    pair: Pair
    profile: Path
    sent: list[tuple[str, bytes]] = field(default_factory=list)
    """Line and headers, and the body of each request the browsers made."""
    planted: dict[str, str | bytes] = field(default_factory=dict)

    @property
    def kept(self) -> Kept:
        return Kept.of(self.server)

    def plant(self, where: str) -> str:
        """A sentence nobody would write by chance, with signs that programs like to change."""
        self.planted[where] = f"{BEGINNING}{where}” <ö☂ {len(self.planted)}>"
        return str(self.planted[where])

    @property
    def sentences(self) -> dict[str, str | bytes]:
        return {where: words for where, words in self.planted.items() if str(words).startswith(BEGINNING)}

    @property
    def in_short(self) -> dict[str, str | bytes]:
        """Whoever finds all of it finds these: one beginning for all sentences, few joints, the keys."""
        short = {
            name: words for name, words in self.planted.items() if name not in self.sentences and ", with" not in name
        }
        joined = {name: words for name, words in self.planted.items() if name.endswith(("spaces", "lines", "quotes"))}
        return short | joined | {"any sentence": BEGINNING}

    def listen(self, someone: Someone) -> None:
        someone.context.on("request", self._keep)

    def _keep(self, request: Request) -> None:
        headers = "\n".join(f"{name}: {value}" for name, value in request.headers.items())
        self.sent.append((f"{request.method} {request.url}\n{headers}", request.post_data_buffer or b""))


def live(browser: Browser, server: Server, folder: Path) -> Life:
    amara = Someone(Profile(browser, folder), server.url, "Amara Wagtail", address="amara.life@example.org")  # type: ignore[arg-type]
    ben = Someone(browser, server.url, "Ben Dunnock", address="ben.life@example.org")
    life = Life(server, Pair(amara, ben, ""), folder)
    amara.context.add_init_script(LISTEN)
    give_passkeys(amara.page, prf=True)
    for someone in (amara, ben):
        life.listen(someone)
        someone.go("/sign-in/")
        someone.sign_in()
    amara.make_space()
    ben.make_space(own=life.plant("a phrase of one's own"))
    life.pair.partnership = find_each_other(amara, ben)
    agree(life)
    write(life)
    meet(life)
    use_a_passkey(life)
    begin_and_leave(life)
    come_with_the_sheet(life)
    take_out(life)
    keys(life)
    return life


def write(life: Life) -> None:
    amara, place = life.pair.amara, life.pair.place
    amara.write(life.plant("a note for both"), place=place)
    amara.write(life.plant("a note only for me"), place=place, only_me=True)
    amara.write(life.plant("a text that was changed"), place=place)
    amara.press(str(life.planted["a text that was changed"]))
    amara.fill("Your words", life.plant("what it was changed into"))
    amara.press("Keep it")
    amara.sees(str(life.planted["what it was changed into"]))


def use_a_passkey(life: Life) -> None:
    """It is made, it opens the space, and it signs in and opens in one touch."""
    amara = life.pair.amara
    amara.go("/me/passkeys/")
    amara.press("Make a passkey")
    amara.sees("Done. It signs you in from now on.")
    remember_prf(life, "made")
    amara.go("/space/ways-in/")
    amara.press("Open it with my passkey too")
    amara.page.get_by_label("Your five words").fill(" ".join(amara.phrase))
    amara.press("Open my space")
    expect(amara.page.get_by_role("heading", name="Your passkey", exact=True)).to_be_visible()
    remember_prf(life, "added")
    amara.sign_out()
    amara.go(f"/sign-in/?next={life.pair.place}")
    amara.press("Use my passkey")
    amara.page.wait_for_url(f"**{life.pair.place}")
    amara.sees(str(life.planted["a note only for me"]))


def remember_prf(life: Life, when: str) -> None:
    found = life.pair.amara.page.evaluate("globalThis.prf")
    for number, secret in enumerate(found):
        life.planted[f"the passkey's secret, {when}, {number}"] = bytes(secret)


def begin_and_leave(life: Life) -> None:
    """Something is typed and the page is left without keeping it."""
    for someone in (life.pair.amara, life.pair.ben):
        someone.go(f"{life.pair.place}notes/new/")
        someone.fill("Your words", life.plant(f"what {someone.name} never kept"))
        someone.sees("Only you have this so far.")
        someone.go("/")
    life.pair.ben.sign_out()  # what was left is on the server now
    life.pair.ben.go("/sign-in/")
    life.pair.ben.sign_in()
    life.pair.ben.open_space()


def come_with_the_sheet(life: Life) -> None:
    amara = life.pair.amara
    other = Someone(life.pair.ben.browser, amara.url, amara.name, address=amara.address)
    life.listen(other)
    other.go("/sign-in/")
    other.sign_in()
    other.go("/space/")
    other.press("Type my twelve words")
    other.page.get_by_label("Your sheet").fill(", ".join(amara.sheet))
    other.page.get_by_role("button", name="Open my space").last.click()
    other.page.wait_for_url(lambda url: "/space/" not in url)
    other.close()


def take_out(life: Life) -> None:
    amara = life.pair.amara
    amara.go("/me/export/")
    with amara.page.expect_download() as download:
        amara.press("Make my folder")
    assert download.value.suggested_filename.endswith(".zip")


def keys(life: Life) -> None:
    """All that opens anything: read as only the two can, with their words."""
    kept, pair = life.kept, life.pair
    shared = kept.shared_space(pair.partnership)
    for someone in (pair.amara, pair.ben):
        account = kept.account(someone)
        spaces = {"what they share": shared, "their own space": kept.own_space(account.person)}
        opens = {"identity": account.held.identity} | {of: kept.secret(space, account) for of, space in spaces.items()}
        life.planted |= {f"{someone.name}: {what}": secret for what, secret in opens.items()}
        life.planted |= {f"{someone.name}: {what}, raw": age.secret_of(secret) for what, secret in opens.items()}
        life.planted |= {f"{someone.name}: seed": account.held.seed}
        life.planted |= {
            f"{someone.name}: {how}": words for how, words in spelled(someone.phrase, someone.sheet).items()
        }


def spelled(phrase: list[str], sheet: list[str]) -> dict[str, str]:
    """Words of a phrase and a sheet, joined in every way a program might. Whoever finds all of them finds these."""
    joints = {"spaces": " ", "commas": ",", "hyphens": "-", "nothing": "", "lines": "\n", "quotes": '","', "both": ", "}
    ways = {"the phrase": phrase[1:4], "the sheet": sheet[4:7]}
    return {f"{what}, with {how}": joint.join(words) for what, words in ways.items() for how, joint in joints.items()}


DUMP = """async () => {
  const plain = (value) => value instanceof CryptoKey ? { extractable: value.extractable }
    : ArrayBuffer.isView(value) ? Array.from(value)
    : Array.isArray(value) ? value.map(plain)
    : typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
    : value;
  const wait = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const found = {};
  const buckets = await navigator.storageBuckets.keys();
  const factories = await Promise.all(buckets.map(async (name) => (await navigator.storageBuckets.open(name)).indexedDB));
  for (const factory of [indexedDB, ...factories]) {
    for (const { name, version } of await factory.databases()) {
      const database = await wait(factory.open(name, version));
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store);
        const [names, values] = await Promise.all([wait(all.getAllKeys()), wait(all.getAll())]);
        names.forEach((one, place) => (found[`${name}/${store}/${one}`] = plain(values[place])));
      }
      database.close();
    }
  }
  const stores = { localStorage: { ...localStorage }, sessionStorage: { ...sessionStorage } };
  return { indexedDB: found, buckets, ...stores, cookie: document.cookie, title: document.title };
}"""


def residue(page: Page) -> str:
    """All that this browser keeps for the site, and what it remembers of pages, as text."""
    kept = page.evaluate(DUMP)
    history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    return json.dumps(kept | {"history": history["entries"]}, ensure_ascii=False, separators=(",", ":"))


def names_in(found: str) -> list[str]:
    """Names of what IndexedDB holds."""
    return [re.sub(r"^.*?/.*?/", "", name) for name in json.loads(found)["indexedDB"]]
