/** Where the next meeting takes place: a link of any kind, or a fresh room drawn by a template. Pure but for the lot. */
import { fields, isOneOf, isText } from "./records.ts";

export const SERVICES = ["jitsi", "bbb", "other"] as const;
export type Service = (typeof SERVICES)[number];

export interface Place {
  /** Empty: none. */
  url: string;
  service: Service;
  /** An address with `{room}` in it, for the next fresh room. */
  template: string;
}

export const TEMPLATES: Record<Service, string> = { jitsi: "https://meet.jit.si/{room}", bbb: "", other: "" };
const LONGEST = 1000;
/** Without letters and digits that look alike. 24 of them: about 118 bits, so nobody comes in by guessing. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const LENGTH = 24;

export function readPlace(value: unknown): Place | null {
  const found = fields(value);
  if (found === null || !isText(found.url, LONGEST) || !isText(found.template, LONGEST) || !isOneOf(found.service, SERVICES)) return null;
  if (found.url !== "" && whyNotLink(found.url) !== null) return null;
  return { url: found.url, service: found.service, template: found.template };
}

/** Why this cannot be the link, as the end of `between.no.…`; null when it can. */
export function whyNotLink(text: string): "link_long" | "link" | "link_open" | null {
  if (text.length > LONGEST) return "link_long";
  const url = addressOf(text);
  if (url === null || url.hostname === "") return "link";
  return url.protocol === "https:" && url.username === "" && url.password === "" ? null : "link_open";
}

export function whyNotTemplate(template: string): "template" | ReturnType<typeof whyNotLink> {
  if (template.split("{room}").length !== 2) return "template";
  return whyNotLink(template.replace("{room}", "room"));
}

export function freshRoom(template: string, name: string): string {
  return template.replace("{room}", encodeURIComponent(name));
}

export function roomName(): string {
  let name = "";
  while (name.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      if (byte < LETTERS.length * 8 && name.length < LENGTH) name += LETTERS[byte % LETTERS.length];
    }
  }
  return name;
}

/** Where it leads, for whoever reads it before pressing. */
export function hostOf(url: string): string {
  return addressOf(url)?.host ?? "";
}

function addressOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
