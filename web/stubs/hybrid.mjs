// Stands in for @noble/post-quantum/hybrid.js in the bundle: 18 kB for recipients we do not make.
// Anything that needs them fails loudly instead of opening.
const absent = new Proxy({}, { get() { throw new Error("post-quantum recipients are not built in"); } });
export const MLKEM768P256 = absent;
export const MLKEM768X25519 = absent;
