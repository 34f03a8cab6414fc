import { spanInWords } from "#lib/domain/span-in-words.ts";

const UNITS = [
  { suffix: "d", seconds: 86_400 },
  { suffix: "h", seconds: 3600 },
  { suffix: "m", seconds: 60 },
] as const;

/** `5s,30s,5m` from seconds: what the retry schedule's field takes. */
export function scheduleText(delaysSeconds: readonly number[]): string {
  return delaysSeconds.map(delayText).join(",");
}

/** "gives up after about 3 d, 11 attempts": the first attempt and every retry. */
export function scheduleInWords(delaysSeconds: readonly number[]): string {
  const total = delaysSeconds.reduce((sum, delay) => sum + delay, 0);
  const attempts = delaysSeconds.length + 1;
  return `gives up after about ${spanInWords(total * 1000)}, ${attempts} attempts`;
}

// 24h stays 24h, as people write it; whole days beyond become days.
function delayText(seconds: number): string {
  const unit = UNITS.find((one) => seconds % one.seconds === 0 && (one.suffix !== "d" || seconds > one.seconds));
  return unit ? `${seconds / unit.seconds}${unit.suffix}` : `${seconds}s`;
}
