import { isRefusedValue } from "./is-refused-value.ts";

/**
 * As `isRefusedValue`, and what breaks a constraint, such as a source that a restored backup does not have. A partition
 * that is missing has the same class but no constraint, and is no row's fault.
 */
export function isRefusedRow(error: unknown): boolean {
  if (isRefusedValue(error)) return true;
  if (!(error instanceof Error) || !("code" in error)) return false;
  return String(error.code).startsWith("23") && "constraint" in error && error.constraint !== undefined;
}
