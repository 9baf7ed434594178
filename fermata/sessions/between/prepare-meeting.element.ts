/**
 * <prepare-meeting space turns questions when>: two minutes before a meeting. What I prepare is mine; what I tick is given.
 * Below it what the others gave, experiments that are still open, whose turn has something to come, and where to meet.
 */
import type { Status } from "../../../web/page/desk.ts";
import { el } from "../../../web/page/dom.ts";
import { actions, link } from "../../../web/page/parts.ts";
import { SpaceElement } from "../../../web/page/space-element.ts";
import type { Seen } from "../../../web/page/watch-space.ts";
import { say } from "../../../web/page/words.ts";
import { othersByName } from "../company.ts";
import { balanceOf, hadIn } from "./balance.ts";
import { balanceLines } from "./balance-view.ts";
import { section } from "./boxes.ts";
import { type Experiments, experimentsView } from "./experiments-view.ts";
import { type Gathered, gather } from "./gathered.ts";
import { PlaceView } from "./place-view.ts";
import { PrepareForm } from "./prepare-form.ts";
import { givenView } from "./given-view.ts";

class PrepareMeeting extends SpaceElement {
  #form: PrepareForm | null = null;
  #experiments: Experiments | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  protected override async whenOpen(status: Status, signal: AbortSignal): Promise<void> {
    if (this.#form !== null) return; // what is being written here stays
    const found = await gather(status, this.get("space"));
    if (signal.aborted) return;
    this.#form = new PrepareForm(found, found.shared);
    await this.#form.draw();
    if (signal.aborted) return;
    this.#experiments = experimentsView(found);
    this.replaceChildren(...this.#parts(found, this.#form, this.#experiments));
  }

  protected override whenClosed(seen: Seen): void {
    if (seen.state === "unknown" && this.#form !== null) return;
    this.#stop();
    this.#form = this.#experiments = null;
    super.whenClosed(seen);
  }

  #stop(): void {
    this.#form?.stop();
    this.#experiments?.stop();
  }

  #parts(found: Gathered, form: PrepareForm, experiments: Experiments): HTMLElement[] {
    const balance = balanceOf(found.meetings.map(hadIn));
    const { company } = found;
    return [
      section(say("between.prepare"), { class: "prepare-mine" }, el("p", {}, say("between.prepare_means", { name: othersByName(company) })), form.node),
      section(say("between.given"), {}, givenView(found) ?? el("p", { class: "said" }, say("between.given_none", { name: othersByName(company) }))),
      experiments.node,
      section(say("between.turns"), { class: "turns-short" }, ...balanceLines(balance, company), actions(link(say("between.turns_all"), this.get("turns"), "quiet"))),
      new PlaceView(found).node,
      section(say("between.more"), {}, actions(...this.#links())),
    ];
  }

  #links(): HTMLElement[] {
    const links = [["when", "between.link_when"], ["kinds", "between.link_kinds"], ["questions", "between.link_questions"]] as const;
    return links.flatMap(([name, words]) => (this.get(name) === "" ? [] : [link(say(words), this.get(name))]));
  }
}


customElements.define("prepare-meeting", PrepareMeeting);
