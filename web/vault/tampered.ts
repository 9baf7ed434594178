/**
 * The two ways in which this library says no.
 *
 * A function answers `null` when something was not made for us; it throws {@link Tampered} when
 * something is for us and does not hold, and {@link Misread} when a person typed what cannot be right.
 */

/** What can be wrong with something the server handed over. One code for each guard. */
export type TamperedCode =
  | "damaged" // not an age file, cut, or its bytes were changed
  | "unsigned" // opens, and nobody signed it
  | "wrong_format" // signed, and not the kind of thing that was asked for
  | "wrong_version" // a later format, or another version number than the one announced
  | "forged" // the signature is not the author's
  | "unknown_author" // signed by somebody who does not belong to this space
  | "unknown_member" // locks for somebody who does not belong to this space
  | "not_for_us" // a space's key that names us nowhere
  | "another_space" // made for another space
  | "swapped" // made for another place in the same space
  | "another_hand" // stands in one member's place, and another has written it
  | "old_in_force" // earlier words are shown as in force than all have signed
  | "older" // an earlier version than one already seen
  | "repeated" // a second, different text under a version already seen
  | "broken_chain" // does not follow from the one before
  | "key_changed" // somebody's keys are not those we have met
  | "not_mine" // the log names keys as ours that are not
  | "log_forked" // the log of keys tells another past
  | "log_shrunk" // the log of keys became shorter
  | "withheld" // something is missing that is known to exist
  | "too_much_work" // opening it would stall this device
  | "too_little_work" // its lock is weaker than we make them
  | "wrong_size"; // length or padding are not exact

/** Something is for us and does not hold. `code` names the guard that refused it. */
export class Tampered extends Error {
  readonly code: TamperedCode;

  constructor(code: TamperedCode) {
    super(code);
    this.name = "Tampered";
    this.code = code;
  }
}

export type MisreadCode =
  | "word_unknown" // {position, word}: not on the list
  | "word_count" // {count, wanted}
  | "words_do_not_fit" // all on the list, the checksum does not hold
  | "phrase_too_short" // {wanted} characters
  | "too_long" // {limit} bytes
  | "no_prf"; // the passkey gave no secret of the right length

/** Somebody typed, or a device gave, what cannot be right. `params` fill its sentence. */
export class Misread extends Error {
  readonly code: MisreadCode;
  readonly params: Record<string, string | number>;

  constructor(code: MisreadCode, params: Record<string, string | number> = {}) {
    super(code);
    this.name = "Misread";
    this.code = code;
    this.params = params;
  }
}
