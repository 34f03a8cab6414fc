import {
  parkedEventPage,
  parkedEventQuery,
  projection,
  projectionQuery,
  retriedParkedEvents,
} from "#lib/domain/api/projection.ts";
import type { Operation } from "./operation.ts";

export const PROJECTION_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/projection",
    summary: "How far the state is behind the events, what is parked, and whether it equals a recompute",
    permission: "state:read",
    query: projectionQuery,
    status: 200,
    answer: projection,
    errors: [422],
  },
  {
    method: "get",
    path: "/projection/parked",
    summary: "Events that could not be worked into the state, with the reason; they are delivered all the same",
    permission: "state:read",
    query: parkedEventQuery,
    status: 200,
    answer: parkedEventPage,
    errors: [422],
  },
  {
    method: "post",
    path: "/projection/retry",
    summary: "Try every parked event again now",
    permission: "projection:write",
    status: 202,
    answer: retriedParkedEvents,
  },
];
