/** Ids follow the time of receipt this closely; see `newIdAt`. */
const SLACK_MS = 120_000;
const FIRST = "7000-8000-000000000000";
const LAST = "7fff-bfff-ffffffffffff";

/** No id of something received at or after `time` is smaller. Made here: a call in SQL would not use the index. */
export function lowestIdAt(time: Date): string {
  return `${prefix(time.getTime() - SLACK_MS)}-${FIRST}`;
}

/** No id of something received before `time` is greater. */
export function highestIdAt(time: Date): string {
  return `${prefix(time.getTime() + SLACK_MS)}-${LAST}`;
}

function prefix(ms: number): string {
  const hex = Math.min(Math.max(Math.floor(ms), 0), 0xffff_ffff_ffff)
    .toString(16)
    .padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
