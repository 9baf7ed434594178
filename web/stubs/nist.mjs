// Stands in for @noble/curves/nist.js in the bundle: hardware tag recipients, which we do not make.
export const p256 = new Proxy({}, { get() { throw new Error("tag recipients are not built in"); } });
