/** PostgreSQL's classes 22 (data exception) and 54 (limit exceeded): the value is at fault, not the server. */
export function isRefusedValue(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("22") || code.startsWith("54");
}
