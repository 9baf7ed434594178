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
      this.#tell(await alsoOpens(passkey as PublicKeyCredential, added));
      for (const row of this.querySelectorAll<HTMLElement>(".actions")) row.hidden = !row.hidden;
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

/** @returns the sentence about what the new passkey can do */
async function alsoOpens(passkey: PublicKeyCredential, { label, credential }: Added): Promise<string> {
  const status = await orElse(desk.status(), null);
  if (status?.state !== "open") return say(status?.state === "locked" ? "passkey.added_while_closed" : "passkey.added");
  const prf = await secretOf(passkey);
  if (prf === null) return say("passkey.added_cannot_open");
  try {
    await desk.addPasskey({ prf, label, credential });
    return say("passkey.added_opens");
  } catch (error) {
    return say((error as { code?: string }).code === "open_again" ? "passkey.added_open_again" : "passkey.added_not_yet");
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
