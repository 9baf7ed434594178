/**
 * <sealed-list space kind about partner people base mine>: the notes of a space, newest first.
 *
 *     space   id of a space, or "own"          base    where one note lives: base + id + "/"
 *     kind    kinds to show, with spaces       mine    also shows my own notes about the same
 *     about   what they belong to              empty   what to say when there are none
 *     meetings  the day of each meeting by its id, as JSON: notes about these are shown too, with their meeting named
 */
import { desk, type Item, type Status } from "../../web/page/desk.ts";
import { el } from "../../web/page/dom.ts";
import { arc, heads, isolate, mark, refusal, whoReads } from "../../web/page/parts.ts";
import { SpaceElement } from "../../web/page/space-element.ts";
import { dayOf, say, sayRefusal } from "../../web/page/words.ts";
import { findNotes, MANY } from "./find-notes.ts";
import { firstLine, notesOf, problemsOf } from "./notes.ts";
import { namedBy, sharedBy } from "./people-named.ts";

interface Note extends Item {
  isOwn: boolean;
}

/** So many rows at once; the next follow when the browser has drawn these. */
const CHUNK = 200;

class SealedList extends SpaceElement {
  protected override async whenOpen(status: Status, signal: AbortSignal): Promise<void> {
    const space = this.spaceOf(status);
    const spaces = this.hasAttribute("mine") && space !== status.own_space ? [space, status.own_space] : [space];
    this.setAttribute("aria-busy", "true");
    const found = await Promise.all(spaces.map((one) => this.#notes(one, status))).finally(() => this.removeAttribute("aria-busy"));
    if (signal.aborted) return;
    const kinds = this.get("kind").split(" ").filter(Boolean);
    const about = this.get("about") === "" ? [] : [this.get("about"), ...Object.keys(this.#meetings())];
    const notes = notesOf(found.flat(), { kinds, about });
    const shown = { me: status.person, signal };
    let list = this.#rows(notes, shown);
    const show = (ids: ReadonlySet<string> | null): void => {
      const next = this.#rows(ids === null ? notes : notes.filter(({ id }) => ids.has(id)), shown);
      list.replaceWith(next);
      list = next;
    };
    const finder = notes.length > MANY ? [findNotes({ spaces, show })] : [];
    this.replaceChildren(...this.#problems(found.flat()), ...finder, notes.length === 0 ? this.#empty() : list);
  }

  /** After starting over, what was one's own before stays closed: no fault of anybody's, so no red ink. */
  #problems(notes: Note[]): HTMLElement[] {
    const isLost = ({ isOwn, problem }: Note): boolean => isOwn && problem === "not_for_us";
    const faults = problemsOf(notes.filter((note) => !isLost(note))).map((code) => refusal(sayRefusal({ code })));
    return notes.some(isLost) ? [...faults, el("p", {}, mark(say("sealed.stays_closed"), { who: "none" }))] : faults;
  }

  async #notes(space: string, status: Status): Promise<Note[]> {
    const isOwn = space === status.own_space;
    return (await desk.items({ space })).map((item) => ({ ...item, isOwn }));
  }

  #rows(notes: Note[], { me, signal }: { me: string; signal: AbortSignal }): HTMLElement {
    const list = el("ul", { class: "list notes" });
    this.#fill(list, { notes, me, signal });
    return list;
  }

  #fill(list: HTMLElement, { notes, me, signal }: { notes: Note[]; me: string; signal: AbortSignal }): void {
    if (signal.aborted) return;
    list.append(...notes.slice(0, CHUNK).map((note) => this.#row(note, me)));
    const rest = notes.slice(CHUNK);
    if (rest.length > 0) requestAnimationFrame(() => this.#fill(list, { notes: rest, me, signal }));
  }

  #row(note: Note, me: string): HTMLElement {
    const day = dayOf(note.at);
    const title = firstLine(note.text) || say("sealed.no_words");
    const base = this.get("base");
    const meeting = this.#meetings()[note.about];
    const href = `${base}${note.id}/${note.isOwn ? "?for=me" : meeting ? `?meeting=${note.about}` : ""}`;
    const isMine = note.by === me;
    const author = isMine ? say("sealed.by_me") : say("sealed.by_partner", { partner: isolate(namedBy(this, note.by) || say("sealed.somebody")) });
    return el(
      "li",
      {},
      el("div", { class: "row" }, el("h3", { dir: "auto" }, base === "" ? title : el("a", { href }, title)), whoReads(note.isOwn ? "me" : sharedBy(this))),
      el("small", {}, heads(isMine ? "me" : "partner"), `${author} · ${day}`, ...(meeting ? [" · ", el("a", { href: `/meetings/${note.about}/` }, say("sealed.from_meeting", { day: meeting }))] : [])),
    );
  }

  #meetings(): Record<string, string> {
    return JSON.parse(this.get("meetings") || "{}") as Record<string, string>;
  }

  #empty(): HTMLElement {
    return el("div", { class: "empty" }, arc(), el("p", { class: "said" }, this.get("empty") || say("sealed.none_yet")));
  }
}

customElements.define("sealed-list", SealedList);
