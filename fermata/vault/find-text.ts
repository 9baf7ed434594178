/** Which text belongs into a box: what is kept of it, and what was being written. */
import { desk, type Item } from "../../web/page/desk.ts";
import { BegunTexts, type Begun } from "./begun.ts";

export interface Box {
  space: string;
  kind: string;
  name: string;
  /** "" draws one. */
  item: string;
  isNew: boolean;
  /** May be written without a line: what is there already is put together with it later. */
  isFresh: boolean;
}

export interface Found {
  space: string;
  item: string;
  kept: Item | null;
  draft: { text: string; at: string } | null;
  begun: Begun | null;
  /** Something is being written on top of this version. */
  remember(base: number): Promise<void>;
  /** It was kept, or thrown away. */
  forget(): Promise<void>;
}

/** One list for all boxes of a page, so that they do not write over each other's. */
let begunTexts: BegunTexts | null = null;

/** A new text takes up the id under which it was begun before, unless it was kept after all. */
export async function findText(box: Box, { ownSpace }: { ownSpace: string }): Promise<Found> {
  const { space, isNew } = box;
  const list = (begunTexts ??= new BegunTexts({ ...desk.draft, alone }, ownSpace));
  const name = [location.pathname, space, box.kind, box.name, isNew ? "new" : box.item].join(" ");
  const found = (item: string, begun: Begun | null, there: Pick<Found, "kept" | "draft">): Found => ({
    ...there, space, item, begun,
    remember: (base) => list.remember(name, { item, base }),
    forget: () => list.forget(name),
  });
  const begun = await list.find(name);
  if (isNew && begun !== null) {
    const there = await look(space, begun.item, box);
    if (there.draft !== null && there.draft.text !== there.kept?.text) return found(begun.item, begun, there);
  }
  const item = box.item || crypto.randomUUID();
  return isNew ? found(item, null, { kept: null, draft: null }) : found(item, begun, await look(space, item, box));
}

/** No other tab of this browser at the list meanwhile; where there are no locks, tabs are on their own. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  return locks === undefined ? work() : (locks.request("fermata/begun", work) as Promise<T>);
}

async function look(space: string, item: string, { isFresh }: Pick<Box, "isFresh">): Promise<Pick<Found, "kept" | "draft">> {
  const kept = await desk.read({ space, item }).catch((error: { code?: string }) => {
    if (error.code !== "not_there" && !(isFresh && error.code === "away")) throw error;
    return null;
  });
  return { kept, draft: await desk.draft.get({ slot: item }).catch(() => null) };
}
