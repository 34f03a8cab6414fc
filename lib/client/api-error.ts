import * as z from "zod";
import type { InputIssue } from "#lib/domain/app-error.ts";

interface ApiErrorFacts {
  /** 0 when there was no answer at all. */
  status: number;
  code: string;
  message: string;
  requestId?: string | null;
  issues?: readonly InputIssue[];
  cause?: unknown;
}

/** What the API answered instead; the message is a sentence for the operator. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly issues: readonly InputIssue[];

  constructor(facts: ApiErrorFacts) {
    super(facts.message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.status = facts.status;
    this.code = facts.code;
    this.requestId = facts.requestId ?? null;
    this.issues = facts.issues ?? [];
  }

  static unreachable(cause: unknown): ApiError {
    const message = "The console cannot be reached. Check your connection and try again.";
    return new ApiError({ status: 0, code: "unreachable", message, cause });
  }
}

const ERROR_BODY = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    requestId: z.string().nullable(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
  }),
});

/** The error that a refused request's answer carries; one without the API's shape came from something in between. */
export async function readApiError(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = ERROR_BODY.safeParse(body);
  if (parsed.success) return new ApiError({ status: response.status, ...parsed.data.error });
  return new ApiError({
    status: response.status,
    code: "unexpected_answer",
    message: `The server answered ${response.status} without saying why. Try again in a moment.`,
  });
}
