/** What can go wrong in an operator's request, and the HTTP status that says so. */
export const ERROR_STATUS = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  cross_site: 403,
  not_found: 404,
  conflict: 409,
  stale_version: 409,
  too_large: 400,
  refused: 422,
  too_many_requests: 429,
  internal: 500,
  misconfigured: 500,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One wrong field of the input; the path is dotted, and empty for the input as a whole. */
export interface InputIssue {
  path: string;
  message: string;
}

/** Its message is shown to whoever sent the request: no SQL, no paths, no secrets. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly issues: readonly InputIssue[];

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; issues?: readonly InputIssue[] } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.issues = options.issues ?? [];
  }
}
