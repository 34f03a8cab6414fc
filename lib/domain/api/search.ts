import * as z from "zod";
import { pageOf } from "./page.ts";

export const searchQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .min(1, "has no value.")
    .max(512, "is longer than 512 characters.")
    .meta({ description: "A whole id, of anything, or a part of the name of a source or destination." }),
});

export const searchHit = z
  .object({
    kind: z.enum(["event", "request", "delivery", "replay", "source", "destination", "business", "user", "subject"]),
    id: z.string(),
    title: z.string(),
    url: z.string().meta({ description: "The console page that shows it." }),
  })
  .meta({ id: "SearchHit" });

export type SearchHit = z.infer<typeof searchHit>;

export const searchPage = pageOf(searchHit).meta({ id: "SearchPage" });
