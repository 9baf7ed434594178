/**
 * What every element with sealed words has in common: it shows them while the space is open, and a calm
 * line with the way to open it while it is closed. Nothing readable stays in the page after closing.
 */
import type { Status } from "./desk.ts";
import { el } from "./dom.ts";
import { actions, button, link, refusal } from "./parts.ts";
import { wayToSignIn, wayToSpace } from "./places.ts";
import { lookAgain, watchSpace, type Seen } from "./watch-space.ts";
import { say, sayRefusal } from "./words.ts";

export abstract class SpaceElement extends HTMLElement {
  #stop: (() => void) | null = null;
  #turn = new AbortController();

  connectedCallback(): void {
    this.#stop = watchSpace((seen) => void this.#see(seen));
  }

  disconnectedCallback(): void {
    this.#stop?.();
    this.#turn.abort();
  }

  /** The space is open. `signal` is aborted when it closes, or when this runs anew: then draw nothing more. */
  protected abstract whenOpen(status: Status, signal: AbortSignal): Promise<void> | void;

  /** The space is closed or cannot be asked for: replace what was readable. */
  protected whenClosed(seen: Seen): void {
    this.replaceChildren(closedNotice(seen));
  }

  protected whenRefused(error: unknown): void {
    const { code } = (error ?? {}) as { code?: string };
    if (code?.startsWith("partner_")) return this.replaceChildren(el("p", { class: "waits" }, sayRefusal(error)));
    const again = button(say("sealed.try_again"), () => void lookAgain(), { kind: "quiet" });
    this.replaceChildren(refusal(sayRefusal(error)), actions(again));
  }

  protected get(name: string): string {
    return this.getAttribute(name) ?? "";
  }

  /** The space this element is about; `own` stands for one's own. */
  protected spaceOf(status: Status): string {
    const space = this.get("space");
    return space === "" || space === "own" ? status.own_space : space;
  }

  async #see(seen: Seen): Promise<void> {
    this.#turn.abort();
    const { signal } = (this.#turn = new AbortController());
    const hadFocus = this.contains(document.activeElement);
    if (seen.state !== "open" || seen.status === null) this.whenClosed(seen);
    else await this.#open(seen.status, signal);
    if (hadFocus && document.activeElement === document.body) this.#takeFocus();
  }

  async #open(status: Status, signal: AbortSignal): Promise<void> {
    try {
      await this.whenOpen(status, signal);
    } catch (error) {
      if (!signal.aborted) this.whenRefused(error);
    }
  }

  /** What had the focus was replaced: whoever listens or uses keys goes on here, not at the top of the page. */
  #takeFocus(): void {
    this.tabIndex = -1;
    this.focus();
  }
}

/** Closed, in one quiet line. Only the first one on a page gets the button, so that the way is shown once. */
export function closedNotice({ state, error }: Seen): HTMLElement {
  if (state === "unknown") return el("div", { class: "sealed" }, el("p", { class: "mark" }, sayRefusal(error)));
  queueMicrotask(() => showTheWay(state));
  return el("div", { class: "sealed closed" }, el("p", { class: "mark" }, say(`sealed.when_${state}`)));
}

function showTheWay(state: Exclude<Seen["state"], "unknown">): void {
  const first = document.querySelector(".sealed.closed");
  if (first === null || first.querySelector(".actions") !== null) return;
  for (const other of document.querySelectorAll(".sealed.closed > .actions")) other.remove();
  const way = state === "signed_out" ? wayToSignIn() : wayToSpace();
  first.append(actions(link(say(`sealed.way_${state}`), way)));
}
