import * as z from "zod";
import { businessQuery } from "./businesses.ts";
import { connectionQuery } from "./connections.ts";
import { resourceQuery } from "./resources.ts";
import { taskQuery } from "./tasks.ts";
import { userQuery } from "./users.ts";
import { workQuery } from "./work.ts";

const format = z
  .enum(["json", "csv"], "must be json or csv.")
  .default("json")
  .meta({ description: "csv: an attachment with every row from here on, up to 100,000; it takes no limit." });

// What the API takes beside the filters that pages share.
export const businessListQuery = businessQuery.extend({ format });
export const connectionListQuery = connectionQuery.extend({ format });
export const taskListQuery = taskQuery.extend({ format });
export const userListQuery = userQuery.extend({ format });
export const resourceListQuery = resourceQuery.extend({ format });
export const workListQuery = workQuery.extend({ format });
