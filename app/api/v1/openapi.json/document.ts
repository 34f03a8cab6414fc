import * as z from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { errorAnswer } from "#lib/domain/api/error.ts";
import { ACCOUNT_OPERATIONS } from "./account-operations.ts";
import { DIRECTORY_OPERATIONS } from "./directory-operations.ts";
import { NOTIFICATION_OPERATIONS } from "./notification-operations.ts";
import type { Operation } from "./operation.ts";
import { PROJECTION_OPERATIONS } from "./projection-operations.ts";
import { READ_OPERATIONS } from "./read-operations.ts";
import { STATE_OPERATIONS } from "./state-operations.ts";
import { WORK_OPERATIONS } from "./work-operations.ts";
import { WRITE_OPERATIONS } from "./write-operations.ts";

export const OPERATIONS: readonly Operation[] = [
  ...READ_OPERATIONS,
  ...STATE_OPERATIONS,
  ...PROJECTION_OPERATIONS,
  ...WORK_OPERATIONS,
  ...WRITE_OPERATIONS,
  ...DIRECTORY_OPERATIONS,
  ...NOTIFICATION_OPERATIONS,
  ...ACCOUNT_OPERATIONS,
];

const ERRORS = {
  400: "Malformed: the message names what is wrong",
  401: "No valid credentials",
  403: "Not permitted",
  404: "There is no such thing",
  409: "A version that is stale, or a state that forbids it",
  422: "Well-formed, but refused by a rule",
  503: "Try again in a moment",
} as const;

const json = "application/json";
const pathValue = z.string().meta({ description: "An id, a source's slug or the key of a work item." });

/** The OpenAPI document of /api/v1, out of the schemas that validate and answer. */
export function buildDocument(): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of OPERATIONS) {
    const path = `/api/v1${operation.path}`;
    paths[path] = { ...paths[path], [operation.method]: toOperationObject(operation) };
  }
  return createDocument({
    openapi: "3.1.0",
    info: { title: "Signalbox", version: "1", description: "Times are ISO 8601, UTC. Lists page by cursor." },
    security: [{ apiKey: [] }, { session: [] }],
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key, bound by its scopes." },
        session: { type: "apiKey", in: "cookie", name: "session", description: "The console's own cookie." },
      },
    },
    paths,
  });
}

function toOperationObject(operation: Operation): ZodOpenApiOperationObject {
  const { summary, permission, query, headers, input, isInputOptional, status, answer, mediaType } = operation;
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const path = z.object(Object.fromEntries(names.map((name) => [name, pathValue])));
  const needs = permission === null ? "Needs no permission." : `Needs ${[permission].flat().join(" or ")}.`;
  return {
    summary,
    description: needs,
    requestParams: {
      ...(names.length === 0 ? {} : { path }),
      ...(query === undefined ? {} : { query }),
      ...(headers === undefined ? {} : { header: headers }),
    },
    ...(input === undefined
      ? {}
      : { requestBody: { required: isInputOptional !== true, content: { [json]: { schema: input } } } }),
    responses: {
      [status]: {
        description: summary,
        ...(answer === undefined ? {} : { content: { [mediaType ?? json]: { schema: answer } } }),
      },
      ...errorsOf(operation, names.length > 0),
    },
  };
}

function errorsOf({ query, input, headers, errors = [] }: Operation, hasPath: boolean): object {
  const hasInput = query !== undefined || input !== undefined || headers !== undefined;
  const statuses = [...(hasInput ? [400 as const] : []), 401 as const, 403 as const];
  const all = [...statuses, ...(hasPath ? [404 as const] : []), ...errors];
  return Object.fromEntries(
    all.map((status) => [status, { description: ERRORS[status], content: { [json]: { schema: errorAnswer } } }]),
  );
}
