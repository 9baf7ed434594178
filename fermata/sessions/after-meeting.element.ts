/**
 * <after-meeting>: what remains. Three lines for me alone, a note for all of us, and the minutes each had,
 * sealed for those who met. All of it may be left empty.
 */
import { desk } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, heads, link, readers } from "../../web/page/parts.ts";
import { say } from "../../web/page/words.ts";
import { type MinutesHad, itemOf, minutesHad } from "./afterwards.ts";
import { among, counted, nameOf, othersByName, othersIn } from "./company.ts";
import type { Room } from "./room.ts";


const MINUTE = 60_000;

export class AfterMeeting extends HTMLElement {
  room: Room | null = null;

  connectedCallback(): void {
    const had = this.room?.line.held.state && minutesHad(this.room.line.held.state);
    if (!this.room || !had) return;
    this.tabIndex = -1;
    const { company } = this.room;
    const means = among("room.harvest_means", company, { name: othersByName(company) });
    const harvest = el("section", { class: "harvest" }, el("h2", {}, say("room.harvest")), el("p", {}, means));
    const note = el("section", { class: "shared-note" }, el("h2", {}, among("room.note", company)));
    const home = actions(link(among("room.done", company), `/partnerships/${this.room.partnership}/`, "first"));
    this.replaceChildren(
      el("header", {}, el("p", { class: "mark" }, say("room.ended")), el("p", { class: "when" }, say("room.what_remains"))),
      harvest, note, minutes(had, this.room), home,
    );
    void this.#fill(harvest, note);
    void this.#keepMinutes(had);
  }

  async #fill(harvest: HTMLElement, note: HTMLElement): Promise<void> {
    const { line, company, space } = this.room as Room;
    const { seed = "" } = line.held.state ?? {};
    const about = line.view?.id ?? "";
    for (const { id, question } of line.structure?.harvest ?? []) {
      const item = await itemOf(seed, `harvest/${id}/${company.me}`);
      harvest.append(sealed({ name: id, space: "own", item, kind: "harvest", about, readers: "me", label: question, rows: "2" }));
    }
    const people = JSON.stringify(Object.fromEntries(othersIn(company).map(({ person, name }) => [person, name])));
    const shared = { name: "note", people, space, item: await itemOf(seed, "note"), kind: "note", about };
    note.append(sealed({ ...shared, readers: "both", partner: othersByName(company), label: say("room.note_label"), rows: "4" }));
  }

  /** Once: by whoever ended, or by another when they never came back. The item's first version admits only one. */
  async #keepMinutes(had: MinutesHad): Promise<void> {
    const { line, company, space } = this.room as Room;
    const state = line.held.state;
    if (!state?.ended || (state.ended.by !== company.me && line.now() - state.ended.at < MINUTE)) return;
    const order = { space, item: await itemOf(state.seed, "minutes"), kind: "minutes", about: line.view?.id ?? "" };
    await desk.save({ ...order, text: JSON.stringify(had), base: 0 }).catch(() => undefined);
  }
}

/** How long each had, in a row each; equal by the clock unless they chose otherwise. */
function minutes(had: MinutesHad, { company }: Room): HTMLElement {
  const rows = [company.me, ...othersIn(company).map(({ person }) => person)].map((person) => {
    const head = heads(person === company.me ? "me" : "partner");
    const count = counted("room.minutes", Math.round((had.had[person] ?? 0) / MINUTE));
    return el("div", {}, el("dt", {}, head, nameOf(person, company)), el("dd", {}, count));
  });
  return el(
    "section", { class: "minutes-had" },
    el("h2", {}, say("room.minutes_had")),
    el("dl", { class: "facts" }, ...rows),
    had.one_sided && el("p", {}, say("room.one_sided")),
    readers({ who: company.members.length > 2 ? "all" : "both", partner: othersByName(company) }),
  );
}

function sealed(attributes: Record<string, string>): HTMLElement {
  const field = document.createElement("sealed-text");
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
  return field;
}

customElements.define("after-meeting", AfterMeeting);
