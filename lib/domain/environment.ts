export const ENVIRONMENTS = ["production", "sandbox"] as const;

/** Which side of a provider a source listens to; a label of the source, never taken from a payload. */
export type Environment = (typeof ENVIRONMENTS)[number];
