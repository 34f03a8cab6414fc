import type { InputIssue } from "#lib/domain/app-error.ts";

/** What a form or dialog learns from the one who submits for it. `message` is a sentence for the operator, `issues` say which fields. */
export type SubmitOutcome = { kind: "done" } | { kind: "refused"; message: string; issues?: readonly InputIssue[] };
