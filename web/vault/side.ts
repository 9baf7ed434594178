/**
 * A side: what one member thinks of each clause, before anybody signs. Each member has one and only they write it, so
 * nobody can put words into another's mouth, and two who write at once never collide.
 */
import { isListOf, isText, isTime, readExactly, type Shape } from "./shape.ts";

/** What a member stands behind in one clause. */
export interface Stance {
  clause: string;
  /** Empty: left out on purpose. */
  text: string;
  why: string;
  /** "Let's talk first." */
  talk: boolean;
  /** What all stood behind when this member last looked; empty before that. Another text here reopens the clause. */
  met: string;
  at: string;
}

export interface Remark {
  clause: string;
  text: string;
  at: string;
}

/** A stricter wording for this member's own material, in force at once. */
export interface Tighter {
  clause: string;
  text: string;
  at: string;
}

export interface Side {
  stances: Stance[];
  remarks: Remark[];
  tighter: Tighter[];
}

const STANCE: Shape<Stance> = { clause: isText, text: isText, why: isText, talk: (value) => typeof value === "boolean", met: isText, at: isTime };
const SAID = { clause: isText, text: isText, at: isTime };
const SHAPE: Shape<Side> = { stances: isListOf(fits(STANCE)), remarks: isListOf(fits(SAID)), tighter: isListOf(fits(SAID)) };

export const emptySide = (): Side => ({ stances: [], remarks: [], tighter: [] });

export function sideText({ stances, remarks, tighter }: Side): string {
  const said = ({ clause, text, at }: Remark) => ({ clause, text, at });
  const stance = ({ clause, text, why, talk, met, at }: Stance): Stance => ({ clause, text, why, talk, met, at });
  return JSON.stringify({ stances: stances.map(stance), remarks: remarks.map(said), tighter: tighter.map(said) });
}

/** @throws {@link Tampered} `wrong_format` */
export function readSide(text: string): Side {
  return readExactly<Side>(text, SHAPE);
}

function fits<T extends object>(shape: Shape<T>) {
  const names = Object.keys(shape).join();
  return (value: unknown): boolean => {
    if (typeof value !== "object" || value === null || Object.keys(value).join() !== names) return false;
    return Object.entries(shape as Record<string, (one: unknown) => boolean>).every(([name, check]) => check((value as Record<string, unknown>)[name]));
  };
}
