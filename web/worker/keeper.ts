/**
 * What stays in this browser between two pages, in IndexedDB under plain names.
 *
 * Where a browser has no IndexedDB (some private windows), everything lives until the page is left.
 */

export interface Keeper {
  get<T>(name: string): Promise<T | undefined>;
  put(name: string, value: unknown): Promise<void>;
  drop(name: string): Promise<void>;
  /** Every name that begins so. */
  names(beginning: string): Promise<string[]>;
}

const DATABASE = "fermata-vault";
const STORE = "kept";

export async function openKeeper(factory: IDBFactory | undefined): Promise<Keeper> {
  if (factory === undefined) return memoryKeeper();
  try {
    return storedKeeper(await openDatabase(factory));
  } catch {
    return memoryKeeper();
  }
}

export function memoryKeeper(): Keeper {
  const kept = new Map<string, unknown>();
  return {
    get: async <T>(name: string) => kept.get(name) as T | undefined,
    put: async (name, value) => void kept.set(name, value),
    drop: async (name) => void kept.delete(name),
    names: async (beginning) => [...kept.keys()].filter((name) => name.startsWith(beginning)),
  };
}

export function storedKeeper(database: IDBDatabase): Keeper {
  const store = (mode: IDBTransactionMode) => database.transaction(STORE, mode).objectStore(STORE);
  return {
    get: <T>(name: string) => done<T | undefined>(store("readonly").get(name)),
    put: async (name, value) => void (await done(store("readwrite").put(value, name))),
    drop: async (name) => void (await done(store("readwrite").delete(name))),
    names: async (beginning) => {
      const range = IDBKeyRange.bound(beginning, `${beginning}\uffff`);
      return (await done(store("readonly").getAllKeys(range))) as string[];
    },
  };
}

export function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  const opening = factory.open(DATABASE, 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE);
  return done(opening);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
