import type * as z from "zod";
import type { Permission } from "#lib/domain/permission.ts";

export type Method = "get" | "post" | "patch" | "put" | "delete";

/** One handler under /api/v1, as the document describes it. */
export type Operation = {
  method: Method;
  /** As in OpenAPI, beneath /api/v1: `/events/{id}`. */
  path: string;
  summary: string;
  /** Null: whoever is signed in; two: either will do, depending on what is changed. */
  permission: Permission | readonly Permission[] | null;
  query?: z.ZodObject;
  input?: z.ZodType;
  isInputOptional?: boolean;
  status: 200 | 201 | 202 | 204;
  answer?: z.ZodType;
  /** Of the answer, where it is not JSON. */
  mediaType?: string;
  /** Request headers with a meaning of their own. */
  headers?: z.ZodObject;
  /** Beside 401 and 403, and 400 and 404 where there is something to be wrong. */
  errors?: readonly (404 | 409 | 422 | 503)[];
};
