import * as z from "zod";
import { WATCHED_PROCESSES } from "#lib/domain/outage.ts";
import { pageOf, timestamp } from "./page.ts";

export const outageQuery = z.strictObject({});

export const outageRow = z
  .object({
    process: z.enum(WATCHED_PROCESSES),
    from: timestamp.meta({ description: "The last sign of life before." }),
    to: timestamp.nullable().meta({ description: "The first one after; null while it lasts." }),
    wasCutOff: z.boolean().meta({
      description: "The process ran on and could not reach the database: a door keeps what comes on its disk then.",
    }),
    isDoorUp: z.boolean().meta({ description: "Some door was up all the time, so that nothing had to be missed." }),
    secondsWithoutDoor: z.int().meta({ description: "How long no door was up." }),
    received: z.int().meta({ description: "Events accepted in these minutes." }),
    usually: z.int().meta({ description: "Events accepted in the same minutes of the week before." }),
    businesses: z
      .object({
        count: z.int(),
        first: z.array(z.object({ source: z.string(), id: z.string(), displayName: z.string().nullable() })),
        isCut: z
          .boolean()
          .meta({ description: "Only the 10,000 events nearest to each end were looked at; there were more." }),
      })
      .meta({ description: "With events within an hour before or after: those to reconcile, the busiest 50 by name." }),
  })
  .meta({ id: "Outage" });
export type OutageRow = z.infer<typeof outageRow>;

export const outagePage = pageOf(outageRow)
  .extend({ isCut: z.boolean().meta({ description: "Only the newest 50 gaps are listed; there were more." }) })
  .meta({ id: "OutagePage" });
export type OutagePage = z.infer<typeof outagePage>;
