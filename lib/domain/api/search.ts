import * as z from "zod";
import { pageOf } from "./page.ts";

export const searchQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .min(1, "has no value.")
    .max(512, "is longer than 512 characters.")
    .meta({ description: "An id of anything or a part of it, or a part of a name." }),
});

const searchHit = z
  .object({
    kind: z.enum([
      "business",
      "connection",
      "user",
      "resource",
      "directory",
      "event",
      "request",
      "delivery",
      "replay",
      "source",
      "destination",
      "subject",
    ]),
    id: z.string(),
    what: z.string().meta({ description: "What it is, in words." }),
    title: z.string(),
    detail: z.string().nullable().meta({ description: "Its other ids, or whose it is." }),
    source: z.string().nullable(),
    url: z.string().meta({ description: "The console page that shows it." }),
  })
  .meta({ id: "SearchHit" });

export type SearchHit = z.infer<typeof searchHit>;

export const searchPage = pageOf(searchHit)
  .extend({
    isIncomplete: z.boolean().meta({ description: "There was too much to look through for parts of ids." }),
  })
  .meta({ id: "SearchPage" });
export type SearchPage = z.infer<typeof searchPage>;
