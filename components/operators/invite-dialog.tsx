"use client";

import { type FormEvent, useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { formText } from "#components/sign-in/form-text.ts";
import { Field } from "#components/ui/field.tsx";
import { type FieldProblems, fieldProblems } from "#components/ui/field-problems.ts";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { InvitedOperator } from "#lib/domain/api/operators.ts";
import type { OperatorRole } from "#lib/domain/operator-role.ts";
import { LinkOnceDialog } from "./link-once-dialog.tsx";
import { RoleChoice } from "./role-choice.tsx";

const FIELDS = ["email", "name"] as const;

/** Adds an operator and shows the link that lets them in. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [role, setRole] = useState<OperatorRole>("viewer");
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<FieldProblems<(typeof FIELDS)[number]>>({});
  const [invited, setInvited] = useState<InvitedOperator | null>(null);
  const run = useCommand();

  async function invite(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = formText(event.currentTarget);
    setBusy(true);
    const outcome = await run(
      () => apiClient.post<InvitedOperator>("/operators", { email: text("email"), name: text("name"), role }),
      (operator) => {
        setInvited(operator);
        return { title: `${operator.name} is invited` };
      },
    );
    setBusy(false);
    setProblems(outcome.kind === "refused" ? fieldProblems(outcome, FIELDS) : {});
  }

  if (invited !== null)
    return <LinkOnceDialog name={invited.name} kind="invite" link={invited.link} onClose={onClose} />;
  return (
    <FormDialog
      onClose={onClose}
      title="Invite an operator"
      description="You get a one-time link to send them; with it they set their password."
      action="Invite"
      busy={busy}
      problem={problems[""]}
      onSubmit={invite}
    >
      <Field label="Name" error={problems.name}>
        {(control) => <Input {...control} name="name" autoComplete="off" required maxLength={120} />}
      </Field>
      <Field label="E-mail address" hint="They sign in with it. No e-mail is sent." error={problems.email}>
        {(control) => <Input {...control} type="email" name="email" autoComplete="off" required maxLength={254} />}
      </Field>
      <RoleChoice value={role} onChange={setRole} />
    </FormDialog>
  );
}
