const MILLISECONDS = 23;

/** The microsecond before a time in ISO 8601 UTC, of any precision up to microseconds. */
export function justBefore(at: string): string {
  const digits = (/\.(\d{1,6})/.exec(at)?.[1] ?? "").padEnd(6, "0");
  const micro = Number(digits.slice(3));
  const whole = new Date(Date.parse(at)).toISOString().slice(0, MILLISECONDS);
  if (micro > 0) return `${whole}${text(micro - 1)}Z`;
  return `${new Date(Date.parse(`${whole}Z`) - 1).toISOString().slice(0, MILLISECONDS)}999Z`;
}

function text(micro: number): string {
  return String(micro).padStart(3, "0");
}
