/** What can be pressed while the clock runs. */
import { el } from "../../web/page/dom.ts";
import { arc } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import type { Command } from "./moves.ts";
import { type Room, give } from "./room.ts";
import type { Where } from "./timeline.ts";
import type { WishPanel } from "./wish-panel.ts";

/** When somebody else has just changed what a button means, a press was still meant for the old one. */
const UNDER_A_FINGER = 400;
const WORTH_ASKING = 60_000;

export class PlayButtons {
  readonly nodes: HTMLElement[];
  readonly #room: Room;
  readonly #wish: WishPanel;
  readonly #hold = button("first", () => this.#give({ do: this.#seen?.stage === "held" ? "go_on" : "hold" }));
  readonly #stay = button("", () => this.#wish.choose(this.#stay));
  readonly #stop = button("", () => this.#give({ do: "end" }));
  readonly #another = button("quiet", () => this.#anotherQuestion());
  readonly #next = button("quiet", () => this.#goOn());
  readonly #bank = button("quiet", () => void this.#fromTheBank());
  readonly #holdWords = el("span");
  readonly #sign = arc();
  readonly #more = el("p", { class: "actions" }, this.#another, this.#bank, this.#next);
  #seen: Where | null = null;
  #settles: ReturnType<typeof setTimeout> | undefined;
  #isMine = false;

  constructor(room: Room, wish: WishPanel) {
    this.#room = room;
    this.#wish = wish;
    this.#hold.append(this.#sign, this.#holdWords);
    this.#stay.textContent = say("room.stay_longer");
    this.#stop.textContent = say("room.stop");
    this.#another.textContent = say("room.another_question");
    this.#bank.textContent = say("room.from_the_bank");
    this.nodes = [el("p", { class: "actions" }, this.#hold, this.#stay, this.#stop), this.#more];
  }

  focus(): void {
    (this.#hold.hidden ? this.#stop : this.#hold).focus();
  }

  show(seen: Where): void {
    const before = this.#seen;
    const changed = before?.stage !== seen.stage || before.here?.place !== seen.here?.place;
    if (before !== null && changed && !this.#isMine) this.#rest();
    this.#seen = seen;
    const going = seen.stage === "going";
    const mine = seen.owner === null || seen.owner === this.#room.company.me;
    this.#holdWords.textContent = say(seen.speaksOn !== null ? "room.next_now" : seen.stage === "held" ? "room.we_go_on" : "room.hold");
    this.#sign.toggleAttribute("hidden", seen.stage === "held");
    this.#hold.hidden = seen.here === null;
    this.#stay.hidden = !going || seen.asked !== null;
    this.#stop.hidden = going;
    this.#stop.classList.toggle("first", seen.here === null);
    this.#another.hidden = !going || (seen.here?.step.prompts.length ?? 0) < 2;
    this.#bank.hidden = !going;
    this.#next.hidden = !going || !mine;
    this.#next.textContent = say(this.#finishes(seen) ? "room.finish" : "room.go_on");
    this.#more.hidden = this.#another.hidden && this.#next.hidden && this.#bank.hidden;
  }

  /** Leaving the last piece of my turn finishes it. */
  #finishes({ here, owner, all }: Where): boolean {
    return owner !== null && here !== null && all[here.place + 1]?.run !== here.run;
  }

  #goOn(): void {
    const seen = this.#seen;
    if (!seen?.here) return;
    const { place } = seen.here;
    const finishes = this.#finishes(seen);
    const command: Command = finishes ? { do: "finish", place } : { do: "next", place };
    if (finishes && seen.left.turn > WORTH_ASKING) this.#wish.askToFinish(this.#next, () => this.#give(command));
    else this.#give(command);
  }

  /** One card for all: what I turn over, the others see as well. */
  #anotherQuestion(): void {
    if (!this.#seen?.here) return;
    const { here, card } = this.#seen;
    const index = (card + 1) % here.step.prompts.length;
    this.#give({ do: "card", place: here.place, index });
    this.#room.tell(here.step.prompts[index] ?? "");
  }

  /** One of a hundred and sixty, when those of the plan have been asked. */
  async #fromTheBank(): Promise<void> {
    const command = await this.#room.bank.draw(this.#seen?.here?.place ?? -1);
    if (command === null) return this.#room.refuse(say("room.no.bank_away"));
    this.#give(command);
    this.#room.tell(command.words ?? "");
  }

  /** For a moment nothing can be pressed, so that nobody presses what they did not read. */
  #rest(): void {
    clearTimeout(this.#settles);
    const buttons = [this.#hold, this.#stop, this.#stay, this.#next, this.#another, this.#bank];
    for (const one of buttons) one.setAttribute("aria-disabled", "true");
    this.#settles = setTimeout(() => buttons.forEach((one) => one.removeAttribute("aria-disabled")), UNDER_A_FINGER);
  }

  #give(command: Command): void {
    this.#isMine = true;
    void give(this.#room, command).finally(() => (this.#isMine = false));
  }
}

function button(kind: string, press: () => void): HTMLButtonElement {
  const node = el("button", { class: `button ${kind}`.trim(), type: "button" });
  node.addEventListener("click", () => node.getAttribute("aria-disabled") === "true" || press());
  return node;
}
