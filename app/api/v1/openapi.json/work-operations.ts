import * as z from "zod";
import { assigneeList } from "#lib/domain/api/assignees.ts";
import { observationInput } from "#lib/domain/api/observation-input.ts";
import { observationPage, observationQuery, observationRow } from "#lib/domain/api/observations.ts";
import { workListQuery } from "#lib/domain/api/state-lists.ts";
import { workCountQuery, workCounts, workItem, workPage } from "#lib/domain/api/work.ts";
import { workPatchInput } from "#lib/domain/api/work-input.ts";
import type { Operation } from "./operation.ts";

const subjectKey = z
  .array(z.string())
  .optional()
  .meta({ description: "Repeated: once for each id of the subject, in their order." });

export const WORK_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/work",
    summary: "What needs a person: urgent items first, then the oldest; with format=csv as an attachment",
    permission: "state:read",
    query: workListQuery,
    status: 200,
    answer: workPage,
    errors: [422],
  },
  {
    method: "get",
    path: "/work/counts",
    summary: "How many items of each kind need a person, and the oldest of each",
    permission: "state:read",
    query: workCountQuery,
    status: 200,
    answer: workCounts,
    errors: [422],
  },
  {
    method: "patch",
    path: "/work/{key}",
    summary: "Assign, note or snooze an item of the work queue",
    permission: "work:write",
    input: workPatchInput,
    status: 200,
    answer: workItem,
    errors: [409, 422],
  },
  {
    method: "get",
    path: "/assignees",
    summary: "The operators whom work can be given to",
    permission: "work:write",
    status: 200,
    answer: assigneeList,
  },
  {
    method: "get",
    path: "/observations",
    summary: "What operators checked at the provider, newest first",
    permission: "state:read",
    query: observationQuery.extend({ subjectKey }),
    status: 200,
    answer: observationPage,
    errors: [422],
  },
  {
    method: "post",
    path: "/observations",
    summary: "Record what the provider showed; it quiets the work queue until a newer event and changes no state",
    permission: "work:write",
    input: observationInput,
    status: 201,
    answer: observationRow,
    errors: [422],
  },
];
