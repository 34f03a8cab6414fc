import type { IngestRow } from "./join-turns.ts";

export interface IngestTarget {
  name: string;
  isMet: boolean;
  measured: string;
}

/** Durable verified events a second on two shared cores. */
export const LEAST_PER_SECOND = 6_000;
const LEAST_OF_NOOP = 0.25;
const LEAST_OF_ABOUND = 0.75;
const MOST_P99_MS = 25;
const LEAST_AT_CONSOLE = 1_000;

/** What the rows of one run say of the targets. A speed is no guarantee: none of them fails the run. */
export function judgeIngest([noop, abound, asset, paced, console]: readonly IngestRow[]): IngestTarget[] {
  if (!noop || !abound || !asset || !paced || !console) throw new Error("a row of the run is missing");
  const ofNoop = abound.perSecond / noop.perSecond;
  const ofAbound = asset.perSecond / abound.perSecond;
  return [
    {
      name: `receiver at least ${LEAST_PER_SECOND}/s, or ${LEAST_OF_NOOP} of the no-op`,
      isMet: abound.perSecond >= LEAST_PER_SECOND || ofNoop >= LEAST_OF_NOOP,
      measured: `${abound.perSecond.toFixed(0)}/s, ${ofNoop.toFixed(2)}`,
    },
    {
      name: "Asset within 25 % of Abound",
      isMet: ofAbound >= LEAST_OF_ABOUND,
      measured: `${((1 - ofAbound) * 100).toFixed(0)} % less`,
    },
    {
      name: `p99 at most ${MOST_P99_MS} ms at half the rate`,
      isMet: paced.p99Ms <= MOST_P99_MS,
      measured: `${paced.p99Ms.toFixed(1)} ms`,
    },
    {
      name: `console at least ${LEAST_AT_CONSOLE}/s`,
      isMet: console.perSecond >= LEAST_AT_CONSOLE,
      measured: `${console.perSecond.toFixed(0)}/s`,
    },
  ];
}
