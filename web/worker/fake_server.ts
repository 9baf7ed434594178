/** A server for the worker's tests: the same answers as the real one, kept in memory, and able to cheat. */
import { base64, nextHead, sha256Hex, utf8, withdrawalHash, type Bundle } from "../vault/index.ts";

type Body = Record<string, never>;

interface Version {
  file: string;
  withdrawal?: string;
}

export interface FakeSpace {
  kind: "own" | "shared";
  members: string[];
  /** Who has left. They are served nothing; in what is told to those who stay, they stand among the members. */
  former: string[];
  read_only: boolean;
  keys: string[];
  items: Map<string, (Version | null)[]>;
}

export interface FakeServer {
  names: Record<string, string>;
  methods: { id: string; owner: string; method: string; label: string; file: string; made_on: string }[];
  log: string[];
  spaces: Map<string, FakeSpace>;
  drafts: Map<string, string>;
  /** `leftOut`: whom a server that cheats does not name. */
  partnerships: Map<string, { space: string; proposals: Proposal[]; leftOut?: string }>;
  meetings: Map<string, { space: string; partnership: string; version: number; file: string | null; ended: boolean }>;
  /** Called with every answer before it is sent; may change it. */
  cheat: (path: string, answer: any, person: string) => any;
  /** Codes to answer, or "lost" / "unsent", before anything is answered normally. */
  trouble: (number | "lost" | "unsent")[];
  requests: { person: string; method: string; path: string; body: any; key: string | null }[];
  answered: Map<string, Reply>;
  now: number;
  fetchAs(person: string): (path: string, order: RequestInit) => Promise<Response>;
}

interface Proposal {
  number: number;
  digest: string;
  file: string;
  signatures: { person: string; proof: string; signed_at: string; withdrawn_at: string | null }[];
}

interface Reply {
  status: number;
  json?: unknown;
  bytes?: Uint8Array;
}

const stop = (status: number, code: string, more: object = {}): Reply => ({ status, json: { code, ...more } });

export function makeServer(people: { person: string; name: string; own_space: string }[]): FakeServer {
  const server: FakeServer = {
    names: Object.fromEntries(people.map(({ person, name }) => [person, name])),
    ...{ methods: [], log: [], spaces: new Map(), drafts: new Map(), partnerships: new Map(), meetings: new Map(), now: 1_772_000_000_000 },
    ...{ cheat: (_path: string, answer: unknown) => answer, trouble: [], requests: [], answered: new Map() },
    fetchAs: (person) => (path, order) => answer(server, person, path, order),
  };
  for (const { person, own_space } of people) server.spaces.set(own_space, newSpace("own", [person]));
  return server;
}

export function newSpace(kind: "own" | "shared", members: string[]): FakeSpace {
  return { kind, members, former: [], read_only: false, keys: [], items: new Map() };
}

async function answer(server: FakeServer, person: string, path: string, order: RequestInit): Promise<Response> {
  const trouble = server.trouble.shift();
  if (trouble === "unsent") throw new TypeError("network");
  if (typeof trouble === "number") return Response.json({}, { status: trouble });
  const reply = idempotent(server, person, path, order);
  if (trouble === "lost") throw new TypeError("network");
  if (reply.bytes) return new Response(reply.bytes as BodyInit);
  if (reply.status === 204) return new Response(null, { status: 204 });
  const json = reply.status < 300 ? server.cheat(path, structuredClone(reply.json), person) : reply.json;
  return Response.json(json, { status: reply.status });
}

function idempotent(server: FakeServer, person: string, path: string, order: RequestInit): Reply {
  const key = new Headers(order.headers).get("Idempotency-Key");
  const body = order.body ? JSON.parse(String(order.body)) : null;
  server.requests.push({ person, method: order.method!, path, body, key });
  const known = key && server.answered.get(key);
  if (known) return known;
  const reply = route(server, person, order.method!, path, body);
  if (key && reply.status < 500) server.answered.set(key, reply);
  return reply;
}

function route(server: FakeServer, person: string, method: string, path: string, body: Body): Reply {
  const url = new URL(path, "http://x");
  const parts = url.pathname.split("/").filter(Boolean).slice(1);
  const handlers: Record<string, () => Reply> = {
    vault: () => vault({ server, person, method, parts: parts.slice(1), url, body }),
    spaces: () => spaces({ server, person, method, parts: parts.slice(1), url, body }),
    drafts: () => drafts({ server, person, method, parts: parts.slice(1), url, body }),
    partnerships: () => partnerships({ server, person, method, parts: parts.slice(1), url, body }),
    meetings: () => meetings({ server, person, method, parts: parts.slice(1), url, body }),
  };
  return handlers[parts[0]!]?.() ?? stop(404, "not_there");
}

interface Request {
  server: FakeServer;
  person: string;
  method: string;
  parts: string[];
  url: URL;
  body: any;
}

function vault({ server, person, method, parts, url, body }: Request): Reply {
  const mine = server.methods.filter((one) => one.owner === person);
  if (parts.length === 0) return { status: 200, json: vaultAnswer(server, person) };
  if (parts[0] === "log" && method === "GET") return { status: 200, json: logAnswer(server, person, Number(url.searchParams.get("since"))) };
  if (parts[0] === "log") {
    server.log.push(body.bundle);
    return { status: 201, json: { index: server.log.length, head: heads(server).at(-1) } };
  }
  if (parts.length === 1) {
    if (body.method !== "passkey") server.methods = server.methods.filter((one) => one.owner !== person || one.method !== body.method);
    const made = { id: crypto.randomUUID(), owner: person, method: body.method, label: body.label, file: body.file, made_on: "2026-03-01" };
    server.methods.push(made);
    return { status: 201, json: { id: made.id } };
  }
  const found = mine.find((one) => one.id === parts[1]);
  if (found === undefined) return stop(404, "not_there");
  if (parts[2] !== "delete") return { status: 200, bytes: base64.decode(found.file) };
  if (mine.length === 1) return stop(409, "last_way_in", { reason: "This is your last way in." });
  server.methods = server.methods.filter((one) => one !== found);
  return { status: 204 };
}

function vaultAnswer(server: FakeServer, person: string): object {
  const mine = server.methods.filter((one) => one.owner === person);
  const own = [...server.spaces].find(([, space]) => space.kind === "own" && space.members[0] === person)![0];
  const inLog = server.log.some((text) => (JSON.parse(text) as Bundle).user === person);
  const methods = mine.map(({ id, method, label, made_on }) => ({ id, method, label, made_on }));
  return { person, name: server.names[person], own_space: own, methods, set_up: inLog && mine.length > 0, log_size: server.log.length };
}

export function heads(server: FakeServer): string[] {
  const all: string[] = [];
  for (const text of server.log) all.push(nextHead(all.at(-1) ?? "", sha256Hex(text)));
  return all;
}

function logAnswer(server: FakeServer, person: string, since: number): object {
  const near = new Set([person, ...[...server.spaces.values()].filter((space) => space.members.includes(person)).flatMap((space) => [...space.members, ...space.former])]);
  const bundles = server.log.map((bundle, i) => ({ index: i + 1, bundle })).filter(({ bundle }) => near.has((JSON.parse(bundle) as Bundle).user));
  return { size: server.log.length, head: heads(server).at(-1) ?? "", digests: server.log.slice(since).map((text) => sha256Hex(text)), bundles };
}

function spaces(request: Request): Reply {
  const { server, person, method, parts, body } = request;
  const space = server.spaces.get(parts[0]!);
  if (space === undefined || !space.members.includes(person)) return stop(404, "not_there");
  if (parts[1] === "items") return items(request, space);
  if (parts[1] === "key") {
    if (body.version !== space.keys.length) return stop(409, "stale", { version: space.keys.length });
    space.keys.push(body.file);
    return { status: 200, json: { version: space.keys.length } };
  }
  const named = (ids: string[]) => ids.map((one) => ({ person: one, name: server.names[one] }));
  const key = space.keys.length === 0 ? null : { epoch: 1, version: space.keys.length, file: space.keys.at(-1) };
  if (method !== "GET") return stop(404, "not_there");
  return { status: 200, json: { id: parts[0], kind: space.kind, members: named([...space.members, ...space.former].toSorted()), read_only: space.read_only, key } };
}

const PAGE = 3; // small, so that tests turn pages

function items({ method, parts, url, body }: Request, space: FakeSpace): Reply {
  const [, , id, verb] = parts;
  if (id === undefined) {
    const after = Number(url.searchParams.get("after") ?? 0);
    const all = [...space.items].slice(after, after + PAGE).map(([one, versions]) => itemAnswer(one, versions, versions.length));
    return { status: 200, json: { items: all, next: after + PAGE < space.items.size ? String(after + PAGE) : null } };
  }
  const versions = space.items.get(id) ?? [];
  if (method === "GET") {
    const wanted = Number(url.searchParams.get("version") ?? versions.length);
    return versions[wanted - 1] ? { status: 200, json: itemAnswer(id, versions, wanted) } : stop(404, "not_there");
  }
  if (space.read_only && verb !== "withdraw") return stop(409, "read_only", { reason: "This space can only be read." });
  if (body.version !== versions.length) return stop(409, "stale", { version: versions.length });
  if (!body.file.startsWith(base64.encode(utf8("age-encryption.org/v1\n-> X25519 ")).slice(0, 40))) return stop(422, "not_an_age_file");
  if (verb === "withdraw") {
    if (versions[0]?.withdrawal !== withdrawalHash(body.token)) return stop(404, "not_there");
    space.items.set(id, [...versions.map((version, i) => (i === 0 ? { file: "", withdrawal: version!.withdrawal! } : null)), { file: body.file }]);
  } else {
    space.items.set(id, [...versions, { file: body.file, withdrawal: body.withdrawal }]);
  }
  return { status: 200, json: { version: versions.length + 1 } };
}

function itemAnswer(id: string, versions: (Version | null)[], version: number): object {
  return { id, version, epoch: 1, day: "2026-03-01", file: versions[version - 1]?.file };
}

function drafts({ server, person, method, parts, body }: Request): Reply {
  const name = `${person}/${parts[0]}`;
  if (method === "GET" && parts[0] === undefined) return { status: 200, json: { slots: [...server.drafts.keys()].filter((one) => one.startsWith(`${person}/`)).map((one) => one.slice(person.length + 1)) } };
  if (method === "GET") return server.drafts.has(name) ? { status: 200, json: { file: server.drafts.get(name) } } : stop(404, "not_there");
  if (parts[1] === "delete") server.drafts.delete(name);
  else server.drafts.set(name, body.file);
  return { status: 204 };
}

function partnerships({ server, person, method, parts, body }: Request): Reply {
  const found = server.partnerships.get(parts[0]!);
  const space = found && server.spaces.get(found.space)!;
  if (found === undefined || !space!.members.includes(person)) return stop(404, "not_there");
  const { proposals } = found;
  if (method === "GET") {
    const members = space!.members.filter((one) => one !== found.leftOut).map((one) => ({ person: one, name: server.names[one] }));
    return { status: 200, json: { id: parts[0], space: found.space, members, over: false, agreement: { proposals: proposals.toReversed() }, meetings: [], live_version: 1 } };
  }
  if (parts[1] === "agreement") {
    if (body.number !== proposals.length) return stop(409, "stale");
    proposals.push({ number: body.number + 1, digest: body.digest, file: body.file, signatures: [] });
    return { status: 200, json: { number: body.number + 1 } };
  }
  if (parts[1] === "sides") {
    const versions = space!.items.get(parts[2]!) ?? [];
    if (body.version !== versions.length) return stop(409, "stale");
    space!.items.set(parts[2]!, [...versions, { file: body.file }]);
    return { status: 200, json: { version: versions.length + 1 } };
  }
  if (parts[1] === "goodbye") return { status: 200, json: {} };
  const proposal = proposals.find((one) => one.number === body.number)!;
  if (parts[2] === "withdraw") {
    proposal.signatures.find((one) => one.person === person)!.withdrawn_at = "2026-03-02T00:00:00Z";
    return { status: 200, json: {} };
  }
  if (proposal !== proposals.at(-1) || proposal.digest !== body.digest) return stop(409, "text_changed");
  proposal.signatures.push({ person, proof: body.proof, signed_at: "2026-03-01T00:00:00Z", withdrawn_at: null });
  return { status: 200, json: { in_force: proposal.signatures.length === space!.members.length } };
}

function meetings({ server, method, parts, body }: Request): Reply {
  const found = server.meetings.get(parts[0]!);
  if (found === undefined) return stop(404, "not_there");
  const { version, file, space, partnership, ended } = found;
  const { members } = server.spaces.get(space)!;
  if (method === "GET") return { status: 200, json: { id: parts[0], space, partnership, members: members.map((one) => ({ person: one, name: server.names[one] })), version, file, now: server.now, ended } };
  if (parts[1] === "end") return { status: 200, json: {} };
  if (body.version !== version) return stop(409, "stale", { version, file, now: server.now });
  Object.assign(found, { version: version + 1, file: body.file });
  return { status: 200, json: { version: version + 1, now: server.now } };
}

