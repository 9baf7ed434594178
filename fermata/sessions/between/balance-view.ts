/** The balance of turns: a small drawing, the same in words, and the figures meeting by meeting. */
import { el } from "../../../web/page/dom.ts";
import { heads, svg } from "../../../web/page/parts.ts";
import { language, say } from "../../../web/page/words.ts";
import { type Company, counted, nameOf, othersByName } from "../company.ts";
import { type Balance, LATELY, type MeetingHad, inMinutes } from "./balance.ts";
import { longest, minutesInWords, offerInWords, owedInWords, sharesInWords } from "./balance-words.ts";

const SHOWN = 8;
const COLUMN = 40;
const HALF = 60;
const THICK = 14;

/** Short: what is carried on, in words. */
export function balanceLines(balance: Balance, company: Company): HTMLElement[] {
  const lines = [...owedInWords(balance, company), offerInWords(balance, company)].filter((words) => words !== "");
  return lines.map((words) => el("p", {}, words));
}

export function balanceView(balance: Balance, company: Company): HTMLElement {
  const few = balance.meetings.length === 0;
  const lately = counted("between.balance.lately", balance.lately.meetings, { shares: sharesInWords(balance.lately.had, company) });
  return el(
    "div",
    { class: "balance" },
    ...balanceLines(balance, company).map((line, index) => (index === 0 ? Object.assign(line, { className: "when" }) : line)),
    !few && el("p", {}, lately),
    !few && drawing(balance, company),
    !few && figures(balance, company),
  );
}

/** One column for each meeting, oldest first: mine upwards and filled, the others' downwards and open. Equal ones mirror. */
export function drawing(balance: Balance, company: Company): HTMLElement {
  const meetings = balance.meetings.slice(0, SHOWN).toReversed();
  const scale = (HALF - 6) / longest(balance, SHOWN);
  const width = meetings.length * COLUMN + 8;
  const picture = svg("svg", { viewBox: `0 0 ${width} ${2 * HALF}`, role: "img", class: "balance-picture", "aria-label": say("between.balance.picture", { count: meetings.length }) });
  picture.append(svg("path", { class: "middle", d: `M0 ${HALF}H${width}` }));
  meetings.forEach(({ had }, index) => picture.append(...column(had, { company, left: 8 + index * COLUMN, scale })));
  return el("figure", { class: "balance-figure" }, picture, key(company));
}

function column(had: MeetingHad["had"], { company, left, scale }: { company: Company; left: number; scale: number }): SVGElement[] {
  const others = company.members.map(({ person }) => person).filter((person) => person !== company.me);
  const bar = (person: string, { x, thick, up }: { x: number; thick: number; up: boolean }): SVGElement => {
    const long = Math.max(1.5, (had[person] ?? 0) * scale);
    const y = up ? HALF - 3 - long : HALF + 3;
    return svg("rect", { class: up ? "mine" : "theirs", x: x.toFixed(1), y: y.toFixed(1), width: thick.toFixed(1), height: long.toFixed(1) });
  };
  const thin = others.length > 1 ? 10 : THICK;
  const gap = 3;
  const whole = others.length * thin + (others.length - 1) * gap;
  const from = left + (COLUMN - 8 - whole) / 2;
  return [
    bar(company.me, { x: left + (COLUMN - 8 - THICK) / 2, thick: THICK, up: true }),
    ...others.map((person, index) => bar(person, { x: from + index * (thin + gap), thick: thin, up: false })),
  ];
}

function key(company: Company): HTMLElement {
  return el("figcaption", {}, el("span", {}, heads("me"), say("between.balance.above")), el("span", {}, heads("partner"), say("between.balance.below", { name: othersByName(company) })));
}

/** The text twin: what the drawing shows, what was planned, and the sums. */
function figures({ meetings, lately, all, owed }: Balance, company: Company): HTMLElement {
  const people = company.members.map(({ person }) => person);
  const line = (title: string, time: Time, note = ""): HTMLElement =>
    el("tr", {}, el("th", { scope: "row" }, title, note !== "" && el("small", {}, ` ${note}`)), ...cells(time, people));
  const day = new Intl.DateTimeFormat(language(), { day: "numeric", month: "short", year: "numeric" });
  const rows = meetings.slice(0, SHOWN).map((met) => line(day.format(met.began_at), met, met.one_sided ? say("between.balance.one_sided") : ""));
  return el(
    "table",
    { class: "table balance-table" },
    el("caption", { class: "away" }, say("between.balance.table")),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("between.balance.meeting")), ...people.map((person) => el("th", { scope: "col" }, nameOf(person, company))))),
    el("tbody", {}, ...rows, line(counted("between.balance.last", Math.min(LATELY, lately.meetings)), lately), line(say("between.balance.all"), all), el("tr", {}, el("th", { scope: "row" }, say("between.balance.to_come")), ...toCome(owed, people))),
  );
}

type Time = Pick<MeetingHad, "had" | "planned">;

/** What each had, and what was planned for them where that is known. */
function cells({ had, planned }: Time, people: readonly string[]): HTMLElement[] {
  const minutes = minutesInWords(had);
  const plan = planned === undefined ? null : inMinutes(planned);
  return people.map((person) => {
    if (!(person in had)) return el("td", {}, "–");
    const small = plan !== null && el("small", {}, ` ${say("between.balance.planned", { count: plan[person] ?? 0 })}`);
    return el("td", {}, minutes[person] ?? "", small);
  });
}

function toCome(owed: Record<string, number>, people: readonly string[]): HTMLElement[] {
  const minutes = inMinutes(owed);
  return people.map((person) => {
    const count = minutes[person] ?? 0;
    return el("td", {}, count > 0 ? counted("room.minutes", count) : count < 0 ? counted("between.balance.given_back", -count) : "–");
  });
}
