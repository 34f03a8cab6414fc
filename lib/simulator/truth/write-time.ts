import type { Random } from "#lib/simulator/random.ts";
import { HOUR, MILLISECOND, MINUTE, type Moment, SECOND, textOf } from "./moment.ts";

interface Spelling {
  /** It can write whole multiples of this. */
  readonly step: number;
  write(moment: Moment, random: Random): string;
}

const INDIA = 5 * HOUR + 30 * MINUTE;
const NEW_YORK = -4 * HOUR;

const toSeconds = (moment: Moment) => textOf(moment).slice(0, 19);
const toMicros = (moment: Moment) => textOf(moment).slice(0, 26);

/** Ways of writing one instant that senders use: with and without zone, blank, offset, three, six or nine decimals. */
const SPELLINGS: readonly Spelling[] = [
  { step: SECOND, write: (at) => `${toSeconds(at)}Z` },
  { step: SECOND, write: toSeconds },
  { step: SECOND, write: (at) => toSeconds(at).replace("T", " ") },
  { step: SECOND, write: (at) => `${toSeconds(at + NEW_YORK)}-04:00` },
  { step: MILLISECOND, write: (at) => `${textOf(at).slice(0, 23)}Z` },
  { step: 1, write: (at) => `${toMicros(at)}+00:00` },
  { step: 1, write: toMicros },
  { step: 1, write: (at) => `${toMicros(at + INDIA)}+05:30` },
  { step: 1, write: (at, random) => `${toMicros(at)}${random.text("0123456789", 3)}Z` },
];

/** The instant in one of the spellings that can hold it. */
export function writeTime(moment: Moment, random: Random): string {
  return random.pick(SPELLINGS.filter(({ step }) => moment % step === 0)).write(moment, random);
}
