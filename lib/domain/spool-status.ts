import * as z from "zod";

/**
 * What one door keeps on its disk. `keeping`: the database is away and requests go to the spool. `draining`: it is back
 * and they are being stored. `refusing`: nothing can be kept, so senders are asked to come again.
 */
export const spoolStatus = z.object({
  state: z.enum(["empty", "keeping", "draining", "refusing"]),
  /** Verified webhooks that are on this disk and not in the database yet. */
  waiting: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  /** When the oldest of them was received, ISO 8601; null when none waits. */
  since: z.iso.datetime().nullable(),
  /** Parts of files that could not be read, and requests that the database refuses: kept aside for a person. */
  setAside: z.number().int().nonnegative(),
  /** Why nothing can be kept, in words; null unless `refusing`. */
  problem: z.string().nullable(),
});

export type SpoolStatus = z.infer<typeof spoolStatus>;
