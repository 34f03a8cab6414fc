/** One file of records: written once, drained once, then removed. */
export interface Segment {
  file: string;
  number: number;
  /** Records up to here were synced; what a failed write left behind it is nobody's. */
  good: number;
  /** Everything before here is in the database. */
  drained: number;
  /** Records not in the database yet; null while a file that was found is not counted. */
  waiting: number | null;
  /** When the first of them was received, ISO 8601; null when that cannot be read. */
  since: string | null;
  isOpen: boolean;
}

const NAME = /^(\d+)\.log$/;
const DIGITS = 8;

export function segmentName(number: number): string {
  return `${String(number).padStart(DIGITS, "0")}.log`;
}

/** Null for a file that is no segment. */
export function segmentNumber(name: string): number | null {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}
