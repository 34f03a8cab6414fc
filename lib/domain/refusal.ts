/** Why a command changed nothing; the message is for the person who asked. */
export type Refusal =
  | { kind: "not_found"; message: string }
  | { kind: "stale"; message: string; currentVersion: number }
  | { kind: "conflict"; message: string }
  | { kind: "refused"; message: string; field?: string };

export function notFound(what: string): Refusal {
  return { kind: "not_found", message: `There is no such ${what}.` };
}

export function conflict(message: string): Refusal {
  return { kind: "conflict", message };
}

export function refused(message: string, field?: string): Refusal {
  return field === undefined ? { kind: "refused", message } : { kind: "refused", message, field };
}

export function stale(what: string, currentVersion: number): Refusal {
  const message = `Somebody else changed this ${what} meanwhile. Load it again and repeat your change.`;
  return { kind: "stale", message, currentVersion };
}
