/** What a look at one part of the installation found; `todo` says what to do about it, null when nothing. */
export interface DoctorFinding {
  check: string;
  level: "ok" | "warning" | "problem";
  says: string;
  todo: string | null;
}

export function fine(check: string, says: string): DoctorFinding {
  return { check, level: "ok", says, todo: null };
}

export function warning(check: string, says: string, todo: string): DoctorFinding {
  return { check, level: "warning", says, todo };
}

export function problem(check: string, says: string, todo: string): DoctorFinding {
  return { check, level: "problem", says, todo };
}
