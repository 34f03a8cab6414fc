"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Section } from "#components/ui/section.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { SecretRow, SourceDetail } from "#lib/domain/api/sources.ts";
import { AddSecretDialog } from "./add-secret-dialog.tsx";
import { SecretList } from "./secret-list.tsx";

interface Props {
  source: SourceDetail;
  kind: SecretRow["kind"];
  canWrite: boolean;
}

const TITLE = { signing: "Signing secrets", shared_header: "Shared headers" } satisfies Record<
  SecretRow["kind"],
  string
>;
const ADD = { signing: "Add a secret…", shared_header: "Add a header…" } satisfies Record<SecretRow["kind"], string>;

/** Secrets of one kind: added before the old one is retired, so that nothing is refused in between. */
export function SourceSecrets({ source, kind, canWrite }: Props) {
  const [open, setOpen] = useState<SecretRow | "add" | null>(null);
  const close = () => setOpen(null);
  const secrets = source.secrets.filter((secret) => secret.kind === kind);
  const add = canWrite ? (
    <Button size="sm" onClick={() => setOpen("add")}>
      <Plus size={14} aria-hidden />
      {ADD[kind]}
    </Button>
  ) : null;
  return (
    <Section title={TITLE[kind]} aside={add}>
      <SecretList secrets={secrets} {...(canWrite ? { onRetire: setOpen } : {})} />
      {open === "add" ? <AddSecretDialog source={source} kind={kind} onClose={close} /> : null}
      {open !== null && open !== "add" ? <RetireDialog source={source} secret={open} onClose={close} /> : null}
    </Section>
  );
}

interface RetireProps {
  source: SourceDetail;
  secret: SecretRow;
  onClose: () => void;
}

function RetireDialog({ source, secret, onClose }: RetireProps) {
  const run = useCommand();
  const others = source.secrets.filter(
    ({ id, kind, retiredAt }) => id !== secret.id && kind === secret.kind && retiredAt === null,
  ).length;
  const body = { retireSecrets: [secret.id] };
  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Retire ${secret.label} …${secret.last4}`}
      tone="danger"
      confirmLabel={`Retire ${secret.label}`}
      onConfirm={() =>
        run(
          () => apiClient.patch(`/sources/${source.slug}`, body),
          () => ({ title: `${secret.label} was retired` }),
        )
      }
    >
      <p>
        Within two seconds it verifies nothing any more. Make sure that {source.name} no longer uses it. This cannot be
        undone; the value would have to be added again.
      </p>
      <p>{consequence(secret.kind, others)}</p>
    </ConfirmDialog>
  );
}

function consequence(kind: SecretRow["kind"], others: number): string {
  if (others > 0) return `${others === 1 ? "One other stays" : `${others} others stay`} in use.`;
  if (kind === "signing") return "It is the only one: add another first, or disable the source.";
  return "It is the only one. Without a shared header, a valid signature alone does not prove that an event is yours.";
}
