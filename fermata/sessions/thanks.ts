/** What the others said thank you for, as soon as they have: it is looked for while this page is looked at. */
import { desk } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { heads } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { itemOf } from "./afterwards.ts";
import { type Member, calledBy, othersIn } from "./company.ts";
import type { Room } from "./room.ts";

const AGAIN_MS = 10_000;
/** Looking keeps the space open, so it ends by itself; afterwards whoever comes back to the page looks once. */
const LOOKS_FOR_MS = 15 * 60_000;

export class Thanks {
  readonly node = el("div", { class: "thanks-said", "aria-live": "polite" });
  readonly #room: Room;
  readonly #until = performance.now() + LOOKS_FOR_MS;
  readonly #said = new Map<string, HTMLElement>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(room: Room) {
    this.#room = room;
  }

  readonly #comeBack = (): void => void (document.visibilityState === "visible" && this.#look());

  start(): void {
    document.addEventListener("visibilitychange", this.#comeBack);
    void this.#look();
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#comeBack);
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    await Promise.all(othersIn(this.#room.company).map((other) => this.#show(other)));
    clearTimeout(this.#timer);
    const isOver = performance.now() > this.#until || document.visibilityState === "hidden" || !this.node.isConnected;
    if (!isOver) this.#timer = setTimeout(() => void this.#look(), AGAIN_MS);
  }

  async #show({ person }: Member): Promise<void> {
    const { line, space } = this.#room;
    const item = await itemOf(line.held.state?.seed ?? "", `appreciation/${person}`);
    const found = await desk.read({ space, item }).catch(() => null);
    if (found === null || found.by !== person || found.text.trim() === "") return;
    const known = this.#said.get(person);
    if (known !== undefined) return void (known.textContent === found.text || known.replaceChildren(found.text));
    const words = el("blockquote", { dir: "auto" }, found.text);
    this.#said.set(person, words);
    this.node.append(el("figure", { class: "thanked" }, el("figcaption", { class: "mark" }, heads("partner"), el("span", {}, say("room.thanked", { name: calledBy(person, this.#room.company) }))), words));
  }
}
