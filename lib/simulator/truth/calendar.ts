import type { Random } from "#lib/simulator/random.ts";
import { DAY, HOUR, MILLISECOND, type Moment, SECOND } from "./moment.ts";

export interface Span {
  readonly from: Moment;
  readonly to: Moment;
}

/** Hands out moments of a life in order, hours or days apart, in whole seconds, milliseconds or microseconds. */
export class Calendar {
  readonly #random: Random;
  readonly #step: number;
  #now: Moment;

  /** There is room for `turns` moments between the two. */
  constructor({ from, to }: Span, turns: number, random: Random) {
    this.#random = random;
    this.#step = (to - from) / (turns + 1);
    if (this.#step < 3 * HOUR) throw new RangeError("the life is too short for this many turns");
    this.#now = from;
  }

  next(): Moment {
    const steps = this.#step * (0.4 + 0.6 * this.#random.fraction());
    this.#now = rounded(this.#now + steps, this.#random);
    return this.#now;
  }
}

/** Some moment of a span, rounded like the others. */
export function momentIn({ from, to }: Span, random: Random): Moment {
  return Math.min(to, Math.max(from, rounded(from + (to - from) * random.fraction(), random)));
}

/** A shorter life within this one. */
export function partOf({ from, to }: Span, random: Random): Span {
  const days = Math.max(0, Math.floor((to - from) / DAY) - 45);
  return { from: from + random.integer(0, days) * DAY, to };
}

function rounded(moment: number, random: Random): Moment {
  const grain = random.pick([SECOND, SECOND, MILLISECOND, 1]);
  return Math.floor(moment / grain) * grain;
}
