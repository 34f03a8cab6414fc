import type { Tx } from "#lib/db/in-transaction.ts";
import type { AuditValue } from "#lib/domain/audit-record.ts";
import type { KeyMaterial } from "#lib/domain/source-readiness.ts";

export type SourceState = NonNullable<Awaited<ReturnType<typeof readSourceState>>>;

/** A source with its active secrets, as far as they may be seen. */
export function readSourceState(tx: Tx, id: string) {
  return tx.source.findUnique({
    where: { id },
    select: {
      id: true,
      slug: true,
      provider: true,
      name: true,
      environment: true,
      status: true,
      statusReason: true,
      jwksUrl: true,
      pastedJwks: true,
      quietAfterMinutes: true,
      version: true,
      secrets: {
        where: { retiredAt: null },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: { id: true, kind: true, label: true, headerName: true, fingerprint: true, last4: true },
      },
    },
  });
}

export function keyMaterial(state: SourceState): KeyMaterial {
  return {
    signingSecrets: state.secrets.filter(({ kind }) => kind === "signing").length,
    jwksUrl: state.jwksUrl,
    hasPastedKeys: state.pastedJwks !== null,
  };
}

/** The settings for the audit log. Names, endings and fingerprints stand for the secrets. */
export function auditedSettings(state: SourceState): AuditValue {
  const { provider, name, environment, jwksUrl, pastedJwks, quietAfterMinutes } = state;
  const secrets = state.secrets.map(({ id, kind, label, headerName, fingerprint, last4 }) => {
    return { id, kind, label, header: headerName, last4, fingerprint };
  });
  return { provider, name, environment, jwksUrl, hasPastedKeys: pastedJwks !== null, secrets, quietAfterMinutes };
}
