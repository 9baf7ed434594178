/**
 * A signed text: one line with its kind and a signature, then what was signed.
 *
 *     fermata-note/1 <base64 signature over "fermata-note/1\n" + everything after this line>
 *
 * age does not say who wrote a file; anybody who learns a recipient can write to it. This line does.
 */
import { base64, join, readUtf8, utf8 } from "./bytes.ts";
import { verify, type Signer } from "./signature.ts";
import { Tampered } from "./tampered.ts";

export interface SignedText {
  signature: Uint8Array;
  /** Everything after the first line, padding included. */
  payload: Uint8Array;
  /** Bytes before `payload`. */
  offset: number;
}

const NEWLINE = 10;
const LONGEST_LINE = 200;
const LINE = /^(fermata-[a-z]+)\/([1-9][0-9]*) ([A-Za-z0-9+/]{86}==)$/;

/** @param context for instance `fermata-note/1` */
export async function signed({ context, payload, sign }: { context: string; payload: Uint8Array; sign: Signer }): Promise<Uint8Array> {
  const signature = await sign(join(utf8(`${context}\n`), payload));
  return join(utf8(`${context} ${base64.encode(signature)}\n`), payload);
}

/**
 * Take a signed text apart, without trusting it yet.
 * @throws {@link Tampered} `unsigned`; `wrong_format` when it is signed as something else;
 *   `wrong_version` when it is a later version of it
 */
export function splitSigned({ context, plain }: { context: string; plain: Uint8Array }): SignedText {
  const offset = plain.subarray(0, LONGEST_LINE).indexOf(NEWLINE) + 1;
  const found = LINE.exec(ascii(plain.subarray(0, Math.max(0, offset - 1))));
  if (found === null) throw new Tampered("unsigned");
  const [kind, version] = context.split("/");
  if (found[1] !== kind) throw new Tampered("wrong_format");
  if (found[2] !== version) throw new Tampered("wrong_version");
  return { signature: signatureBytes(found[3]!), payload: plain.subarray(offset), offset };
}

/** @throws {@link Tampered} `forged` unless this person signed exactly this payload in this context */
export async function checkSigned(order: { context: string; signature: Uint8Array; payload: Uint8Array; publicKey: string }): Promise<void> {
  const message = join(utf8(`${order.context}\n`), order.payload);
  const holds = await verify({ signature: order.signature, message, publicKey: order.publicKey });
  if (!holds) throw new Tampered("forged");
}

function ascii(bytes: Uint8Array): string {
  try {
    return readUtf8(bytes);
  } catch {
    return "";
  }
}

function signatureBytes(text: string): Uint8Array {
  try {
    return base64.decode(text);
  } catch {
    throw new Tampered("unsigned"); // the last sign carries bits that do not belong there
  }
}
