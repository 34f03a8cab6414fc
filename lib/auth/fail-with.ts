import { AppError, type ErrorCode } from "#lib/domain/app-error.ts";
import type { Refusal } from "#lib/domain/refusal.ts";

const CODE = {
  not_found: "not_found",
  stale: "stale_version",
  conflict: "conflict",
  refused: "refused",
} as const satisfies Record<Refusal["kind"], ErrorCode>;

/** A command's refusal as the API's error. */
export function failWith(refusal: Refusal): never {
  const field = refusal.kind === "refused" ? refusal.field : undefined;
  const issues = field === undefined ? [] : [{ path: field, message: refusal.message }];
  throw new AppError(CODE[refusal.kind], refusal.message, { issues });
}
