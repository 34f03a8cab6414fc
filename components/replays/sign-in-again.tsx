"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { signIn } from "#lib/client/sign-in.ts";

/** Where a session ended while something was being typed: signing in here loses none of it. */
export function SignInAgain({ onDone }: { onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    const outcome = await signIn({ email: String(data.get("email")), password: String(data.get("password")) });
    setBusy(false);
    setProblem(outcome.kind === "refused" ? outcome.message : null);
    if (outcome.kind === "signed_in") onDone();
  }

  return (
    <form onSubmit={submit} method="post" className="flex flex-col gap-3 rounded-md border border-line-strong p-3">
      <Notice tone="warn" title="Your session ended">
        Sign in again to go on; what you chose and typed stays.
      </Notice>
      {problem ? <Notice tone="bad">{problem}</Notice> : null}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="E-mail">
          {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
        </Field>
        <Field label="Password">
          {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
        </Field>
      </div>
      <Button type="submit" tone="primary" busy={busy} className="self-end">
        Sign in
      </Button>
    </form>
  );
}
