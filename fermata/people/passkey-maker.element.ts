/**
 * <passkey-maker data-new data-add>: makes a passkey that signs in and, where device and space allow, also opens
 * the space. It says plainly which of the two it has become.
 */
import { desk } from "../../web/page/desk.ts";
import { askForSecret, hasPasskeys, secretIn, touchPasskey } from "../../web/page/passkey.ts";
import { whileBusy } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { askServer, NotNow } from "./ask-server.ts";
import { made, toMake, type Making } from "./ceremony.ts";
import { orElse } from "./patience.ts";

type Become = "added" | "added_opens" | "added_cannot_open" | "added_while_closed" | "added_open_again" | "added_not_yet";

/** It gives a secret, or may: the page of one's ways in can let it open the space. */
const COULD_OPEN: ReadonlySet<Become> = new Set<Become>(["added_while_closed", "added_open_again", "added_not_yet"]);

interface Added {
  label: string;
  credential: string;
}

class PasskeyMaker extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!hasPasskeys()) return this.#tell(say("passkey.browser_has_none"));
    button?.addEventListener("click", () => void whileBusy(button, () => this.#make()));
  }

  async #make(): Promise<void> {
    this.#tell("");
    try {
      const publicKey = toMake(await askServer<Making>(this.dataset.new ?? ""), askForSecret());
      const passkey = await navigator.credentials.create({ publicKey }).catch(whyNot);
      if (typeof passkey === "string") return this.#tell(passkey);
      const label = this.querySelector("input")?.value ?? "";
      const added = await askServer<Added>(this.dataset.add ?? "", { ...made(passkey as PublicKeyCredential), label });
      const become = await alsoOpens(passkey as PublicKeyCredential, added);
      this.#tell(say(`passkey.${become}`));
      for (const row of this.querySelectorAll<HTMLElement>(".actions")) row.hidden = !row.hidden;
      document.querySelector("[data-none]")?.remove();
      this.querySelector<HTMLElement>("[data-ways]")!.hidden = !COULD_OPEN.has(become);
    } catch (error) {
      this.#tell(error instanceof NotNow ? error.message : say("passkey.failed"));
    }
  }

  #tell(sentence: string): void {
    const place = this.querySelector('[role="status"]');
    if (place) place.textContent = sentence;
  }
}

function whyNot(error: unknown): string {
  const isThere = (error as { name?: string }).name === "InvalidStateError";
  return say(isThere ? "passkey.is_there" : "passkey.stopped");
}

/** What the new passkey can do. */
async function alsoOpens(passkey: PublicKeyCredential, { label, credential }: Added): Promise<Become> {
  const status = await orElse(desk.status(), null);
  if (status?.state !== "open") return status?.state === "locked" ? "added_while_closed" : "added";
  const prf = await secretOf(passkey);
  if (prf === null) return "added_cannot_open";
  try {
    await desk.addPasskey({ prf, label, credential });
    return "added_opens";
  } catch (error) {
    return (error as { code?: string }).code === "open_again" ? "added_open_again" : "added_not_yet";
  } finally {
    prf.fill(0);
  }
}

/** Some devices give the secret only when the passkey is used, not when it is made: then one more touch. */
async function secretOf(passkey: PublicKeyCredential): Promise<Uint8Array | null> {
  const atOnce = secretIn(passkey);
  if (atOnce !== null || passkey.getClientExtensionResults().prf?.enabled !== true) return atOnce;
  return touchPasskey([passkey.rawId]).then(({ secret }) => secret, () => null);
}

customElements.define("passkey-maker", PasskeyMaker);
