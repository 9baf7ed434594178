/**
 * The vault: everything Fermata locks, signs and opens. No page, no network, no storage.
 *
 * Flat, one concept a file. `null` means "not made for me"; {@link Tampered} means "broken".
 */
export * from "./account.ts";
export * from "./age.ts";
export * from "./agreement.ts";
export * from "./bundle.ts";
export * from "./bytes.ts";
export * from "./draft.ts";
export * from "./item.ts";
export * from "./log.ts";
export * from "./merge.ts";
export * from "./padding.ts";
export * from "./passkey.ts";
export * from "./phrase.ts";
export * from "./pins.ts";
export * from "./shape.ts";
export * from "./sheet.ts";
export * from "./side.ts";
export * from "./signature.ts";
export * from "./signed.ts";
export * from "./space.ts";
export * from "./tampered.ts";
export * from "./withdrawal.ts";
export * from "./withheld.ts";
export * from "./wordfile.ts";
export * from "./wordlist.ts";
export * from "./words.ts";
