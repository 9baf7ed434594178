/** What the parts of the room share: the line, the people, and a voice for those who listen. */
import { say, sayRefusal } from "../../web/page/words.ts";
import { type Company, calledBy, othersByName } from "./company.ts";
import type { BankCard } from "./bank-card.ts";
import type { MeetingLine } from "./meeting-line.ts";
import { type Command, type Refusal, isMoot } from "./moves.ts";
import type { Structure } from "./structure.ts";

export interface Room {
  readonly line: MeetingLine;
  readonly company: Company;
  readonly partnership: string;
  readonly space: string;
  /** My own space: also without a line it can be written in. */
  readonly own: string;
  readonly bank: BankCard;
  /** Said to screen readers, once. */
  tell(words: string): void;
  /** Shown in red ink, with the reason; empty clears it. */
  refuse(words: string): void;
  /** A code that stands in the way of everything: it shows the way back. */
  stuck(code: string): void;
}

/** Give a command and say why not, when there is something to say. True when it stands. */
export async function give(room: Room, command: Command, structure?: Structure): Promise<boolean> {
  room.refuse("");
  try {
    const refusal = await room.line.give(command, structure);
    if (refusal !== null && !isMoot(refusal)) room.refuse(sayNo(refusal, room.company));
    return refusal === null;
  } catch (error) {
    room.stuck((error as { code?: string }).code ?? "unexpected");
    return false;
  }
}

export function sayNo({ refused, who }: Refusal, company: Company): string {
  return say(`room.no.${refused}`, { name: who === undefined ? othersByName(company) : calledBy(who, company) });
}

/** The room's own words for a code, or the vault's. */
export function sayWhy(error: unknown): string {
  const { code } = (error ?? {}) as { code?: string };
  const name = `room.no.${code}`;
  return say(name) === name ? sayRefusal(error) : say(name);
}
