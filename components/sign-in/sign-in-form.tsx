"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { signIn } from "#lib/client/sign-in.ts";
import { formText } from "./form-text.ts";
import { PasswordField } from "./password-field.tsx";

/** `next` is a path of this console, where the operator wanted to go. */
export function SignInForm({ next }: { next: string }) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = formText(event.currentTarget);
    setBusy(true);
    setRefusal(null);
    const outcome = await signIn({ email: text("email"), password: text("password") });
    if (outcome.kind === "signed_in") {
      window.location.assign(next);
      return;
    }
    setRefusal(outcome.message);
    setBusy(false);
  }

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {refusal ? <Notice tone="bad">{refusal}</Notice> : null}
      <Field label="E-mail address">
        {(control) => <Input {...control} type="email" name="email" autoComplete="username" required maxLength={254} />}
      </Field>
      <PasswordField label="Password" autoComplete="current-password" />
      <Button type="submit" tone="primary" busy={busy}>
        Sign in
      </Button>
    </form>
  );
}
