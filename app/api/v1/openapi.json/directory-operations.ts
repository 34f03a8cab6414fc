import * as z from "zod";
import {
  directoryChange,
  directoryCsvInput,
  directoryInput,
  directoryPage,
  directoryPutQuery,
  directoryQuery,
} from "#lib/domain/api/directory.ts";
import {
  linkTemplateInput,
  linkTemplatePage,
  linkTemplatePatchInput,
  linkTemplateQuery,
  linkTemplateRow,
} from "#lib/domain/api/link-templates.ts";
import type { Operation } from "./operation.ts";

export const DIRECTORY_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/directory",
    summary: "The operators' names for businesses and users; with format=csv as a file",
    permission: "state:read",
    query: directoryQuery,
    status: 200,
    answer: directoryPage,
    errors: [422],
  },
  {
    method: "put",
    path: "/directory",
    summary: "Give names to ids: as JSON, or as CSV (text/csv) with a header row; all of them or none",
    permission: "directory:write",
    query: directoryPutQuery,
    input: z.union([directoryInput, directoryCsvInput]),
    status: 200,
    answer: directoryChange,
    errors: [422],
  },
  {
    method: "delete",
    path: "/directory/{id}",
    summary: "Take a name away",
    permission: "directory:write",
    status: 204,
  },
  {
    method: "get",
    path: "/link-templates",
    summary: "Links that operators configured to their own tools and to the provider",
    permission: "state:read",
    query: linkTemplateQuery,
    status: 200,
    answer: linkTemplatePage,
  },
  {
    method: "post",
    path: "/link-templates",
    summary: "Add a link template",
    permission: "directory:write",
    input: linkTemplateInput,
    status: 201,
    answer: linkTemplateRow,
    errors: [422],
  },
  {
    method: "patch",
    path: "/link-templates/{id}",
    summary: "Change a link template",
    permission: "directory:write",
    input: linkTemplatePatchInput,
    status: 200,
    answer: linkTemplateRow,
    errors: [422],
  },
  {
    method: "delete",
    path: "/link-templates/{id}",
    summary: "Delete a link template",
    permission: "directory:write",
    status: 204,
  },
];
