"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { formText } from "#components/sign-in/form-text.ts";
import { PasswordField } from "#components/sign-in/password-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { type FieldProblems, fieldProblems } from "#components/ui/field-problems.ts";
import { Notice } from "#components/ui/notice.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import {
  MAX_PASSWORD_CHARACTERS,
  MIN_PASSWORD_CHARACTERS,
  PASSWORD_PROBLEM_TEXT,
  passwordProblem,
} from "#lib/domain/password-policy.ts";

interface Props {
  email: string;
  name: string;
}

const FIELDS = ["currentPassword", "newPassword"] as const;
type Problems = FieldProblems<(typeof FIELDS)[number]>;

const RULES = `From ${MIN_PASSWORD_CHARACTERS} to ${MAX_PASSWORD_CHARACTERS} characters of any kind. What is easy to guess, or made of your name or address, is refused.`;

/** Changes the operator's own password, which ends all their other sessions. */
export function PasswordForm({ email, name }: Props) {
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const run = useCommand();

  async function change(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const text = formText(form);
    const input = { currentPassword: text("currentPassword"), newPassword: text("newPassword") };
    const problem = passwordProblem(input.newPassword, [email, name]);
    if (problem !== null) return setProblems({ newPassword: PASSWORD_PROBLEM_TEXT[problem] });
    setBusy(true);
    const outcome = await run(
      () => apiClient.post<undefined>("/session/password", input),
      () => ({ title: "Your password is changed", description: "Your other sessions are ended." }),
    );
    setBusy(false);
    setProblems(outcome.kind === "refused" ? fieldProblems(outcome, FIELDS) : {});
    if (outcome.kind === "done") form.reset();
  }

  return (
    <form method="post" onSubmit={change} className="flex max-w-sm flex-col gap-4">
      {problems[""] ? <Notice tone="bad">{problems[""]}</Notice> : null}
      <input hidden type="text" name="email" autoComplete="username" value={email} readOnly />
      <PasswordField
        label="Current password"
        name="currentPassword"
        autoComplete="current-password"
        error={problems.currentPassword}
      />
      <PasswordField
        label="New password"
        name="newPassword"
        autoComplete="new-password"
        hint={RULES}
        error={problems.newPassword}
      />
      <Button type="submit" tone="primary" busy={busy} className="self-start">
        Change password
      </Button>
    </form>
  );
}
