/**
 * Before this page is left: what was being written is kept, and on signing out the space is closed here first.
 * Nothing of it may hold anybody up for long.
 */
import { keepAllDrafts } from "../../fermata/vault/draft-keeper.ts";
import type { SealedField } from "../../fermata/vault/sealed-field.ts";
import { desk } from "./desk.ts";
import { markOpen } from "./open-mark.ts";
import { atMost } from "./patience.ts";

/** Forms after which this browser forgets. */
const FORGETTING = new Set(["/sign-out/", "/me/delete/sure/"]);

export function watchLeaving(): void {
  document.addEventListener("submit", (event) => void holdSignOut(event));
  document.addEventListener("click", (event) => void holdLink(event));
  document.addEventListener("visibilitychange", () => void (document.visibilityState === "hidden" && keepAllDrafts(desk.draft)));
}

async function holdSignOut(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  if (!FORGETTING.has(new URL(form.action, location.href).pathname) || event.defaultPrevented) return;
  event.preventDefault();
  await atMost(keepAllDrafts(desk.draft).then(() => desk.draft.flush())); // the browser forgets all drafts
  await desk.lock().catch(() => undefined);
  markOpen(false);
  form.submit();
}

/** A field that keeps itself may not have done so yet when somebody goes on. */
async function holdLink(event: MouseEvent): Promise<void> {
  const link = (event.target as Element).closest?.("a");
  const pending = pendingFields();
  if (!link || pending.length === 0 || !isPlainWayOn(event, link)) return;
  event.preventDefault();
  await atMost(Promise.all(pending.map((field) => field.keep())));
  location.assign(link.href);
}

function pendingFields(): SealedField[] {
  const fields = document.querySelectorAll<SealedField>(":is(sealed-text, sealed-line):defined");
  return [...fields].filter((field) => field.form === null && field.isPending);
}

function isPlainWayOn(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const staysHere = link.target !== "" || link.hasAttribute("download") || link.hash !== "";
  return isPlain && !staysHere && !event.defaultPrevented && link.origin === location.origin;
}
