/** Who has not come yet, and going on without them for now; whoever comes late can take a turn after all. */
import { el } from "../../web/page/dom.ts";
import { say } from "../../web/page/words.ts";
import { calledBy, counted, othersByName, othersIn } from "./company.ts";
import { type Command, wentBy } from "./moves.ts";
import { type Room, give } from "./room.ts";
import type { Meeting, Where } from "./timeline.ts";

const MINUTE = 60_000;

export class Arrivals {
  readonly node = el("section", { class: "notice arrivals", hidden: true });
  readonly #room: Room;
  #drawn = "";
  #absent: string[] = [];

  constructor(room: Room) {
    this.#room = room;
  }

  show(seen: Where, state: Meeting): void {
    const lines = seen.here === null ? [] : [...this.#late(seen, state), ...this.#missing(seen)];
    const drawn = lines.map(({ words, press }) => `${words} ${press?.words}`).join("\n");
    const came = this.#absent.filter((who) => !seen.absent.includes(who) && who !== this.#room.company.me);
    this.#absent = seen.absent;
    if (drawn === this.#drawn && came.length === 0) return;
    this.#drawn = drawn;
    this.node.hidden = lines.length === 0;
    this.node.replaceChildren(...lines.map((line) => this.#line(line)));
    const news = came.map((who) => say("room.came", { name: calledBy(who, this.#room.company) }));
    const said = [...news, ...lines.map(({ words }) => words)].join(" ");
    if (said !== "") this.#room.tell(said);
  }

  /** Who is alone waits, or holds; two can go on without a third. */
  #missing({ missing, absent, turns }: Where): Line[] {
    const { company } = this.#room;
    const others = missing.filter((who) => who !== company.me);
    const isAlone = othersIn(company).every(({ person }) => absent.includes(person));
    if (others.length > 1 && isAlone) return [{ words: say("room.missing.all", { name: othersByName(company) }) }];
    return others.map((who) => {
      const name = calledBy(who, company);
      if (turns.length <= 2) return { words: say("room.missing", { name }) };
      const press = { words: say("room.without", { name }), command: { do: "without" as const, who } };
      return { words: say("room.missing_means", { name }), press };
    });
  }

  /** Theirs was left out, or went by before they came. */
  #late(seen: Where, state: Meeting): Line[] {
    const { me } = this.#room.company;
    const has = seen.turns.some(({ owner }) => owner === me);
    if (seen.absent.includes(me) || (has && !wentBy({ state, by: me, seen }))) return [];
    const other = seen.turns.find(({ owner }) => owner !== me);
    const minutes = Math.round((other?.planned ?? 0) / MINUTE);
    return [{ words: counted("room.late", minutes), press: { words: say("room.join"), command: { do: "join" } } }];
  }

  #line({ words, press }: Line): HTMLElement {
    const go = press && el("button", { class: "button", type: "button", onclick: () => void give(this.#room, press.command) }, press.words);
    return el("div", {}, el("p", {}, words), go !== undefined && el("p", { class: "actions" }, go));
  }
}

interface Line {
  words: string;
  press?: { words: string; command: Command };
}
