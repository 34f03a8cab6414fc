/** What the benchmark asks its sink; `number` comes back with the answer. */
export type SinkQuestion = { number: number } & SinkRequest;

export type SinkRequest =
  | { kind: "count" }
  /** Keeps requests unanswered from now on; those kept are answered when it ends. */
  | { kind: "hold"; isHolding: boolean }
  | { kind: "forget" }
  | { kind: "find"; ids: string[]; times: number };

export type SinkReport = {
  answers: number;
  /** Requests since it was last told to forget, and webhook-ids among them. */
  count: number;
  distinct: number;
  /** Of the ids asked for: how many did not come `times` times. */
  missing: number;
  /** Milliseconds since 1970 when the last of the others came; 0 when there is none. */
  lastAt: number;
};
