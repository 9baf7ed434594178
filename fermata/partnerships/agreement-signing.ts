/** Writing my side of the agreement, and signing it. No page, no clock of its own. */
import type { AgreementView, desk, Side } from "../../web/page/desk.ts";
import { acceptable, pendingOf, tableOf, toSign } from "./agreement-table.ts";
import { sameClauses, settledText, withStances } from "./negotiation.ts";

export type SigningDesk = Pick<typeof desk, "agreement" | "putSide" | "propose" | "sign">;

/** Write my side on top of what is there now. */
export async function putSide(desk: SigningDesk, partnership: string, make: (view: AgreementView) => Side | string): Promise<AgreementView> {
  const view = await desk.agreement({ partnership });
  const side = make(view);
  if (typeof side === "string") throw refused(side);
  await desk.putSide({ partnership, space: view.space, version: view.sideVersion, side });
  return desk.agreement({ partnership });
}

/**
 * My yes: to all that waits for nothing but it, then to the words as they stand, by one signature.
 * @param read what was drawn when the yes was given: other words than these are neither accepted nor signed
 * @throws `text_changed`
 */
export async function signAsRead(desk: SigningDesk, read: AgreementView, at: string): Promise<void> {
  const { partnership } = read;
  const words = toSign(read);
  const asRead = (view: AgreementView): AgreementView => {
    const now = toSign(view);
    if (words === null || now === null || !sameClauses(now, words)) throw refused("text_changed");
    return view;
  };
  let view = asRead(await desk.agreement({ partnership }));
  if (acceptable(view).length > 0) view = asRead(await putSide(desk, partnership, (fresh) => withStances(tableOf(asRead(fresh)), acceptable(fresh), at)));
  if (pendingOf(view) === null) {
    await desk.propose({ partnership, base: view.current?.number ?? 0, clauses: settledText(tableOf(view)) }).catch(onlyLate);
    view = asRead(await desk.agreement({ partnership }));
  }
  const pending = pendingOf(view);
  if (pending === null) throw refused("text_changed");
  await desk.sign({ partnership, number: pending.number, digest: pending.digest });
}

/** The other put the same words together a moment earlier: then theirs are signed. */
function onlyLate(error: unknown): void {
  if ((error as { code?: string }).code !== "stale") throw error;
}

function refused(code: string): Error {
  return Object.assign(new Error(code), { code });
}
