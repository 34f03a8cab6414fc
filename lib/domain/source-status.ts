/** Every status of a source, with its consequence in words. */
export const SOURCE_STATUSES = {
  enabled: "Accepts, stores and delivers.",
  paused: "Accepts and stores; deliveries wait until it is resumed.",
  disabled: "Refuses; what was verified is kept and can be accepted later.",
} as const;

export type SourceStatus = keyof typeof SOURCE_STATUSES;
