/**
 * <after-meeting>: the close. What I take along, one experiment, a thank-you, how it was, a note for all of us, a wish for
 * the next time, and the minutes each had. All of it may be left empty, and each can finish it alone later.
 */
import { desk } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { actions, heads, link, readers, refusal, whileBusy } from "../../web/page/parts.ts";
import { say, sayRefusal } from "../../web/page/words.ts";
import type { SealedField } from "../vault/sealed-field.ts";
import { type MinutesHad, itemOf, minutesHad } from "./afterwards.ts";
import { minutesInWords } from "./between/balance-words.ts";
import { among, nameOf, ofUs, othersByName, othersIn } from "./company.ts";
import { type ClosingPart, experimentPart, pulsePart } from "./closing-parts.ts";
import type { Room } from "./room.ts";
import { Thanks } from "./thanks.ts";

const MINUTE = 60_000;
/** So long whoever goes waits at most until the server knows of the end, in milliseconds; without a line it hears later. */
const COURTESY = 10_000;

export class AfterMeeting extends HTMLElement {
  room: Room | null = null;
  /** When the server knows that the meeting has ended. */
  told: Promise<void> = Promise.resolve();
  #thanks: Thanks | null = null;
  #closing: ClosingPart[] = [];

  connectedCallback(): void {
    const had = this.room?.line.held.state && minutesHad(this.room.line.held.state);
    if (!this.room || !had) return;
    this.tabIndex = -1;
    const { company } = this.room;
    const means = among("room.harvest_means", company, { name: othersByName(company) });
    const parts: Parts = {
      learning: part("room.harvest", "harvest"),
      experiment: part("room.experiment", "experiment"),
      thanks: part("room.appreciation", "appreciation"),
      pulse: part("room.pulse", "pulse-part"),
      note: el("section", { class: "shared-note" }, el("h2", {}, among("room.note", company))),
      next: part("room.next_time", "next-time"),
    };
    parts.learning.append(el("p", {}, means));
    const home = link(among("room.done", company), `/partnerships/${this.room.partnership}/`, "first");
    const kept = Promise.allSettled([this.told, this.#keepMinutes(had)]);
    goWhen(() => Promise.allSettled([kept, ...this.#pending()]), home);
    this.replaceChildren(
      el("header", {}, el("p", { class: "mark" }, say("room.ended")), el("p", { class: "when" }, say("room.what_remains")), el("p", {}, say("room.close_later"))),
      ...Object.values(parts), minutes(had, this.room), actions(home),
    );
    void this.#fill(parts);
  }

  disconnectedCallback(): void {
    this.#thanks?.stop();
  }

  /** What was written here and is not kept yet, under way. */
  #pending(): Promise<unknown>[] {
    const fields = [...this.querySelectorAll<SealedField>("sealed-text")].filter(({ isPending }) => isPending);
    return [...fields.map((field) => field.keep()), ...this.#closing.map(({ keep }) => keep())];
  }

  async #fill({ learning, experiment, thanks, pulse, note, next }: Parts): Promise<void> {
    const room = this.room as Room;
    const { line, company, space } = room;
    const { seed = "" } = line.held.state ?? {};
    const about = line.view?.id ?? "";
    const partner = othersByName(company);
    const label = line.structure?.harvest?.find(({ id }) => id === "learning")?.question ?? say("room.harvest_learning");
    const thankful = line.structure?.harvest?.find(({ id }) => id === "thanks")?.question ?? say("room.appreciation");
    const people = JSON.stringify(Object.fromEntries(othersIn(company).map(({ person, name }) => [person, name])));
    const both = { people, space, about, readers: "both", partner };
    learning.append(sealed({ name: "learning", space: "own", item: await itemOf(seed, `harvest/learning/${company.me}`), kind: "harvest", about, readers: "me", label, rows: "2" }));
    thanks.append(sealed({ ...both, name: "thanks", item: await itemOf(seed, `appreciation/${company.me}`), kind: "appreciation", label: thankful, rows: "2" }));
    note.append(sealed({ ...both, name: "note", item: await itemOf(seed, "note"), kind: "note", label: say("room.note_label"), rows: "4" }));
    next.append(sealed({ ...both, name: "next", item: await itemOf(seed, "next"), kind: "wish", label: say("room.next_label"), rows: "1" }));
    const when = this.closest("meeting-room")?.getAttribute("when") ?? "";
    if (when !== "") next.append(actions(link(say("room.next_when"), when, "quiet")));
    this.#thanks = new Thanks(room);
    thanks.append(this.#thanks.node);
    this.#thanks.start();
    this.#put(experimentPart(room), experiment);
    this.#put(pulsePart(room), pulse);
  }

  /** Each by itself: what is refused to one takes nothing from the others. */
  #put(made: Promise<ClosingPart>, place: HTMLElement): void {
    made.then((part) => {
      this.#closing.push(part);
      place.append(part.node);
    }).catch((error: unknown) => place.append(refusal(sayRefusal(error))));
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
function minutes(record: MinutesHad, { company }: Room): HTMLElement {
  const had = minutesInWords(record.had);
  const rows = [company.me, ...othersIn(company).map(({ person }) => person)].map((person) => {
    const head = heads(person === company.me ? "me" : "partner");
    return el("div", {}, el("dt", {}, head, nameOf(person, company)), el("dd", {}, had[person] ?? ""));
  });
  return el(
    "section", { class: "minutes-had" },
    el("h2", {}, say("room.minutes_had")),
    el("dl", { class: "facts" }, ...rows),
    record.one_sided && el("p", {}, say("room.one_sided")),
    readers({ who: ofUs(company), partner: othersByName(company) }),
  );
}

/** A page that is left takes along what it was sending: the room would look open to both. */
function goWhen(done: () => Promise<unknown>, home: HTMLAnchorElement): void {
  home.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const late = new Promise((go) => setTimeout(go, COURTESY));
    void whileBusy(home, async () => void (await Promise.race([done(), late]))).then(() => location.assign(home.href));
  });
}

interface Parts {
  learning: HTMLElement;
  experiment: HTMLElement;
  thanks: HTMLElement;
  pulse: HTMLElement;
  note: HTMLElement;
  next: HTMLElement;
}

function part(title: string, name: string): HTMLElement {
  return el("section", { class: name }, el("h2", {}, say(title)), title === "room.harvest" ? "" : el("p", {}, say(`${title}_means`)));
}

/** Also without a line these can be written: what is there already is put together when it comes back. */
function sealed(attributes: Record<string, string>): HTMLElement {
  const field = document.createElement("sealed-text");
  field.toggleAttribute("fresh", true);
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
  return field;
}

customElements.define("after-meeting", AfterMeeting);
