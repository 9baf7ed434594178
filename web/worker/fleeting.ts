/**
 * A place for what must be gone once it is dropped. A record deleted from IndexedDB leaves its bytes in the browser's
 * profile on disk for a long time, also those of keys that cannot be read back; a storage bucket goes with its files.
 * Where a browser has no buckets, the record lies among the others.
 */
import { openDatabase, storedKeeper, type Keeper } from "./keeper.ts";

/** What we use of `navigator.storageBuckets`, which TypeScript does not know yet. */
export interface Buckets {
  open(name: string): Promise<{ indexedDB: IDBFactory }>;
  keys(): Promise<string[]>;
  delete(name: string): Promise<void>;
}

const BUCKET = "fermata-open";

/** The same keeper, with one name in a bucket of its own. */
export function keptApart(keeper: Keeper, { name: apart, buckets }: { name: string; buckets: Buckets | undefined }): Keeper {
  if (buckets === undefined) return keeper;
  return {
    ...keeper,
    async get<T>(name: string) {
      const found = name === apart && (await buckets.keys()).includes(BUCKET) ? await inside(buckets, (kept) => kept.get<T>(name)).catch(() => undefined) : undefined;
      return found ?? keeper.get<T>(name);
    },
    async put(name, value) {
      if (name !== apart) return keeper.put(name, value);
      await inside(buckets, (kept) => kept.put(name, value)).catch(() => keeper.put(name, value));
    },
    async drop(name) {
      await keeper.drop(name);
      if (name === apart) await buckets.delete(BUCKET).catch(() => dropInside(buckets, name));
    },
  };
}

/** A bucket that will not go is emptied at least. */
async function dropInside(buckets: Buckets, name: string): Promise<void> {
  if ((await buckets.keys()).includes(BUCKET)) await inside(buckets, (kept) => kept.drop(name));
}

/** Opened for one thing only: another page may delete it at any moment. */
async function inside<T>(buckets: Buckets, work: (kept: Keeper) => Promise<T>): Promise<T> {
  const database = await openDatabase((await buckets.open(BUCKET)).indexedDB);
  try {
    return await work(storedKeeper(database));
  } finally {
    database.close();
  }
}
