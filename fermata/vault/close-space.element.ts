/** <close-space hidden><button>: in the head of every page while the space is open. Closing leads to the door. */
import { desk } from "../../web/page/desk.ts";
import { whileBusy } from "../../web/page/parts.ts";
import { wayToSpace } from "../../web/page/places.ts";
import { markOpen, watchMark } from "../../web/page/open-mark.ts";
import { atMost } from "../../web/page/patience.ts";
import { keepAllDrafts } from "./draft-keeper.ts";

class CloseSpace extends HTMLElement {
  #stop: (() => void) | null = null;

  connectedCallback(): void {
    this.#stop = watchMark((isOpen) => void (this.hidden = !isOpen));
    this.querySelector("button")?.addEventListener("click", (event) => void whileBusy(event.currentTarget as HTMLElement, close));
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }
}

/**
 * What was being written is kept first, here in any case, and on the server if it answers. Then this page is left, so that
 * nothing readable stays behind in it.
 */
async function close(): Promise<void> {
  await atMost(keepAllDrafts(desk.draft));
  await desk.lock();
  markOpen(false);
  location.assign(wayToSpace());
}

customElements.define("close-space", CloseSpace);
