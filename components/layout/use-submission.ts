"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiError } from "#lib/client/api-error.ts";

export interface FormProblem {
  message: string;
  /** Messages by the first part of the field's path. */
  fields: Readonly<Record<string, string>>;
  /** Somebody else changed it meanwhile; the page is being read again. */
  isStale: boolean;
}

export interface Submission {
  busy: boolean;
  problem: FormProblem | null;
  /** What the form itself found wrong; nothing is sent. */
  refuse: (fields: Readonly<Record<string, string>>) => void;
  submit: <Answer>(send: () => Promise<Answer>, onDone: (answer: Answer) => void) => Promise<void>;
}

/** Sends a form to the API and keeps what was wrong with it, by field. */
export function useSubmission(): Submission {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  return {
    busy,
    problem,
    refuse: (fields) => setProblem({ message: Object.values(fields)[0] ?? "", fields, isStale: false }),
    submit: async (send, onDone) => {
      setBusy(true);
      setProblem(null);
      try {
        onDone(await send());
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const found = toProblem(error);
        setProblem(found);
        if (found.isStale) router.refresh();
      } finally {
        setBusy(false);
      }
    },
  };
}

function toProblem(error: ApiError): FormProblem {
  const fields = error.issues.map(({ path, message }) => [path.split(".")[0] ?? "", message] as const);
  return {
    message: error.message,
    fields: Object.fromEntries(fields.toReversed()),
    isStale: error.code === "stale_version",
  };
}
