/**
 * <passkey-door data-door data-next>: one touch signs in, and opens the space where the passkey can.
 *
 * The secret that opens the space goes from the passkey to the vault's worker and nowhere else.
 */
import { desk } from "../../web/page/desk.ts";
import { askForSecret, hasPasskeys, secretIn } from "../../web/page/passkey.ts";
import { whileBusy } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { askServer, NotNow } from "./ask-server.ts";
import { answered, toSignIn, type Question } from "./ceremony.ts";
import { orElse } from "./patience.ts";

class PasskeyDoor extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!hasPasskeys()) return this.#tell(say("passkey.browser_has_none"));
    button?.addEventListener("click", () => void whileBusy(button, () => this.#enter()));
  }

  async #enter(): Promise<void> {
    this.#tell("");
    try {
      const door = this.dataset.door ?? "";
      const publicKey = toSignIn(await askServer<Question>(door), askForSecret());
      const passkey = await navigator.credentials.get({ publicKey }).catch(() => null);
      if (!(passkey instanceof PublicKeyCredential)) return this.#tell(say("passkey.stopped"));
      const place = await askServer<{ next: string; csrf: string }>(door, { ...answered(passkey), next: this.dataset.next ?? "" });
      document.querySelector('meta[name="csrf"]')?.setAttribute("content", place.csrf); // the old one ended with the guest
      await openSpace(secretIn(passkey));
      location.assign(place.next);
    } catch (error) {
      this.#tell(error instanceof NotNow ? error.message : say("passkey.failed"));
    }
  }

  #tell(sentence: string): void {
    const place = this.querySelector('[role="status"]');
    if (place) place.textContent = sentence;
  }
}

/** Signing in has worked either way; a space that stays closed says so itself, on its own page. */
async function openSpace(prf: Uint8Array | null): Promise<void> {
  if (prf === null) return;
  await orElse(desk.unlockByPasskey(prf), undefined);
  prf.fill(0);
}

customElements.define("passkey-door", PasskeyDoor);
