/** Who looks, and with whom they meet; and sentences about two that must be said otherwise about three. */
import { type Readers, isolate } from "../../web/page/parts.ts";
import { language, listed, say } from "../../web/page/words.ts";

export interface Member {
  person: string;
  name: string;
}

export interface Company {
  me: string;
  /** Everybody, in order of seat. */
  members: readonly Member[];
}

export function othersIn({ me, members }: Company): Member[] {
  return members.filter(({ person }) => person !== me);
}

/** The others by name: “Ben”, or “Ben and Chidi”. */
export function othersByName(company: Company): string {
  return listed(othersIn(company).map(({ person }) => calledBy(person, company)));
}

/** As I would call them: “you” for me. */
export function nameOf(person: string, company: Company): string {
  return person === company.me ? say("room.you") : calledBy(person, company);
}

/** Their name, also when it is mine; it does not turn the sentence around in which it stands. */
export function calledBy(person: string, { members }: Company): string {
  const found = members.find((member) => member.person === person);
  return found === undefined ? "" : isolate(found.name);
}

/** Who reads what is shared here: the two of us, or all three. */
export function ofUs({ members }: Company): Exclude<Readers, "me"> {
  return members.length > 2 ? "all" : "both";
}

/** A sentence, or its form with “.all” when more than two meet. */
export function among(name: string, company: Company, params: Record<string, string | number> = {}): string {
  return say(keyAmong(name, company), params);
}

export function keyAmong(name: string, { members }: Company): string {
  return members.length > 2 ? `${name}.all` : name;
}

/** A count in words, in as many forms as the language has. */
export function counted(name: string, count: number, params: Record<string, string | number> = {}): string {
  const form = new Intl.PluralRules(language()).select(count);
  const known = `${name}.${form}`;
  const sentence = say(known, { ...params, count });
  return sentence === known ? say(`${name}.other`, { ...params, count }) : sentence;
}
