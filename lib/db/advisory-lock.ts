/**
 * Every advisory lock of a fixed number, so that no two share one: whoever counts or awaits the holders of one would
 * take the other's for them. The classes go with a second number: a worker's own, or the hash of a replay's or source's id.
 */
export const ADVISORY_LOCK = {
  audit: 7_302_001,
  operators: 7_302_002,
  bootstrapKey: 7_302_003,
  watch: 7_302_004,
  look: 7_302_005,
  /** The one of Prisma's own tools, so that they and our runner exclude each other. */
  migrations: 72_707_369,
  deliveryControl: 620_731_401,
  claims: 620_731_402,
  workerClass: 620_731_403,
  partitions: 620_731_404,
  liveState: 620_731_405,
  rebuild: 620_731_406,
  stateCheck: 620_731_407,
  replayClass: 620_731_409,
  keptClass: 620_731_410,
  reverifyClass: 620_731_411,
} as const;
