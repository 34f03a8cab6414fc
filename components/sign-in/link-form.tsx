"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ApiError } from "#lib/client/api-error.ts";
import { acceptLink } from "#lib/client/link.ts";
import { signIn } from "#lib/client/sign-in.ts";
import type { OpenLink } from "#lib/domain/api/link-input.ts";
import { MIN_PASSWORD_CHARACTERS, PASSWORD_PROBLEM_TEXT, passwordProblem } from "#lib/domain/password-policy.ts";
import { formText } from "./form-text.ts";
import { PasswordField } from "./password-field.tsx";

interface Props {
  token: string;
  link: OpenLink;
}

/** Messages by field; the one under "" belongs to the form. */
type Refusal = Readonly<Partial<Record<"email" | "name" | "password" | "", string>>>;

const SUBMIT_TEXT = {
  setup: "Create the first admin",
  invite: "Set password and sign in",
  reset: "Set password and sign in",
} satisfies Record<OpenLink["purpose"], string>;

/** The answers that a one-time link asks for. Afterwards the operator is signed in with them. */
export function LinkForm({ token, link }: Props) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>({});

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = formText(event.currentTarget);
    setBusy(true);
    const refused = await setPassword(token, link, text);
    if (refused === null) return;
    setRefusal(refused);
    setBusy(false);
  }

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {refusal[""] ? <Notice tone="bad">{refusal[""]}</Notice> : null}
      {link.purpose === "setup" ? (
        <PersonFields refusal={refusal} />
      ) : (
        <input hidden type="text" name="email" autoComplete="username" value={link.email ?? ""} readOnly />
      )}
      <PasswordField
        label="Password"
        hint={`At least ${MIN_PASSWORD_CHARACTERS} characters. Several unrelated words are good.`}
        error={refusal.password}
        autoComplete="new-password"
      />
      <Button type="submit" tone="primary" busy={busy}>
        {SUBMIT_TEXT[link.purpose]}
      </Button>
    </form>
  );
}

function PersonFields({ refusal }: { refusal: Refusal }) {
  return (
    <>
      <Field label="E-mail address" error={refusal.email}>
        {(control) => <Input {...control} type="email" name="email" autoComplete="username" required maxLength={254} />}
      </Field>
      <Field label="Name" error={refusal.name}>
        {(control) => <Input {...control} name="name" autoComplete="name" required maxLength={120} />}
      </Field>
    </>
  );
}

/** Null once the page is being left. */
async function setPassword(token: string, link: OpenLink, text: (name: string) => string): Promise<Refusal | null> {
  const [email, name, password] = [text("email"), text("name"), text("password")];
  const problem = passwordProblem(password, [email, link.name ?? name]);
  if (problem !== null) return { password: PASSWORD_PROBLEM_TEXT[problem] };
  try {
    const accepted = await acceptLink({ token, password, ...(link.purpose === "setup" ? { email, name } : {}) });
    const signedIn = await signIn({ email: accepted.email, password });
    window.location.assign(signedIn.kind === "signed_in" ? "/" : "/sign-in");
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const issues = error.issues.map(({ path, message }) => [path, message] as const);
    return issues.length === 0 ? { "": error.message } : Object.fromEntries(issues);
  }
}
