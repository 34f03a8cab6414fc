import type { Metadata } from "next";
import { PasswordForm } from "#components/account/password-form.tsx";
import { SignOutSection } from "#components/account/sign-out-section.tsx";
import { PageBody } from "#components/layout/page-body.tsx";
import { ROLE_TEXT } from "#components/operators/role-text.ts";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { Section } from "#components/ui/section.tsx";
import { requirePageActor } from "#lib/auth/require-page-actor.ts";
import { SESSION_IDLE_SECONDS, SESSION_MAX_AGE_SECONDS } from "#lib/auth/session-lifetime.ts";
import { OPERATOR_ROLES, type OperatorRole } from "#lib/domain/operator-role.ts";
import { getSession } from "#lib/queries/access/get-session.ts";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const actor = await requirePageActor();
  const { name, label: email, role } = await getSession(actor);
  return (
    <PageBody kind="form">
      <Section title="You">
        <KeyValueList
          items={[
            { label: "Name", value: name },
            { label: "E-mail address", value: email },
            { label: "Role", value: role ?? "none" },
            { label: "Which means", value: roleMeaning(role) },
          ]}
        />
        <p className="mt-2 text-faint">An admin changes your role on the operators page; nobody changes their own.</p>
      </Section>
      <Section title="Password">
        <PasswordForm email={email} name={name} />
      </Section>
      <SignOutSection
        everywhereId={actor.can("operator:write") ? actor.id : null}
        idleHours={SESSION_IDLE_SECONDS / 3600}
        maxHours={SESSION_MAX_AGE_SECONDS / 3600}
      />
    </PageBody>
  );
}

function roleMeaning(role: OperatorRole | null): string {
  const granted = role === null ? [] : OPERATOR_ROLES.slice(0, OPERATOR_ROLES.indexOf(role) + 1);
  return granted.map((each) => ROLE_TEXT[each]).join(" ");
}
