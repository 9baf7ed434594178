/** Says the marks that time has passed, each once. After a gap only the last: nobody wants yesterday's news. */
import type { Room } from "./room.ts";
import { counted } from "./company.ts";
import { spoken } from "./room-words.ts";
import { say } from "../../web/page/words.ts";
import { type Mark, type Meeting, type Stay, type Where, marks } from "./timeline.ts";

export class Announcer {
  readonly #room: Room;
  #before: { stage: Where["stage"]; clock: number; agreed: number } | null = null;
  #said = new Set<string>();

  readonly #marked: (kind: Mark["kind"]) => void;

  constructor(room: Room, marked: (kind: Mark["kind"]) => void) {
    this.#room = room;
    this.#marked = marked;
  }

  hear(seen: Where, state: Meeting): void {
    const before = this.#before;
    const agreed = state.stays.filter((stay) => stay.answer === "agreed");
    this.#before = { stage: seen.stage, clock: seen.clock, agreed: agreed.length };
    if (before === null) return;
    const words = [this.#stage(before.stage, seen), this.#agreement(agreed, before.agreed), this.#mark(before.clock, seen)];
    const sentence = words.filter(Boolean).join(" ");
    if (sentence !== "") this.#room.tell(sentence);
  }

  #stage(before: Where["stage"], { stage }: Where): string {
    if (stage === "held" && before !== "held") return say("room.says.held");
    return stage === "going" && before === "held" ? say("room.says.going_on") : "";
  }

  #agreement(agreed: Stay[], before: number): string {
    const newest = agreed.length > before ? agreed.at(-1) : undefined;
    return newest ? counted("room.says.agreed", newest.minutes) : "";
  }

  /** A mark moves when they stay longer; it is still the same mark. */
  #mark(before: number, seen: Where): string {
    const passed = marks(seen.all).filter((mark) => mark.clock > before && mark.clock <= seen.clock).at(-1);
    const name = passed && `${passed.kind} ${passed.kind === "half" || passed.kind === "minute" ? seen.all[passed.place]?.run : passed.place}`;
    if (passed === undefined || name === undefined || this.#said.has(name)) return "";
    this.#said.add(name);
    this.#marked(passed.kind);
    return spoken(passed, seen, this.#room.company);
  }
}
