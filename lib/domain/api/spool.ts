import * as z from "zod";
import { spoolStatus } from "#lib/domain/spool-status.ts";
import { timestamp } from "./page.ts";

export const spoolQuery = z.strictObject({});

const spoolDoor = z
  .object({
    name: z.string().meta({ description: "receiver or console; in an outage what its folder is called." }),
    instance: z.string().nullable().meta({ description: "Host and process; null where only its folder is known." }),
    reportedAt: timestamp.nullable().meta({ description: "Its last heartbeat; null where only its folder is known." }),
    spool: spoolStatus,
  })
  .meta({ id: "SpoolDoor" });

export type SpoolDoor = z.infer<typeof spoolDoor>;

export const spoolReport = z
  .object({
    database: z.enum(["up", "down"]),
    downSince: timestamp.nullable().meta({ description: "When this console noticed; null while it is up." }),
    total: spoolStatus.meta({ description: "Over all doors that are known." }),
    doors: z.array(spoolDoor).meta({
      description:
        "Those that keep something or cannot. While the database is away, those of the console's own machine.",
    }),
  })
  .meta({ id: "SpoolReport" });

export type SpoolReport = z.infer<typeof spoolReport>;
