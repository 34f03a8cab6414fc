"use client";

import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { SecretRow } from "#lib/domain/api/sources.ts";

interface Props {
  secrets: readonly SecretRow[];
  /** Absent for those who may not. */
  onRetire?: (secret: SecretRow) => void;
}

/** Secrets by label and last four characters; their values are never shown again. */
export function SecretList({ secrets, onRetire }: Props) {
  if (secrets.length === 0) return <p className="text-faint">None.</p>;
  return (
    <ul className="divide-y divide-line">
      {secrets.map((secret) => (
        <li key={secret.id} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
          <span className="font-medium text-strong">{secret.label}</span>
          {secret.headerName ? <span className="mono">{secret.headerName}</span> : null}
          <span className="mono text-faint">…{secret.last4}</span>
          {secret.retiredAt ? <Badge>retired</Badge> : null}
          <span className="text-faint">
            {secret.retiredAt ? "retired " : "added "}
            <TimeAgo at={secret.retiredAt ?? secret.createdAt} />
          </span>
          {onRetire && !secret.retiredAt ? (
            <Button size="sm" className="ml-auto" onClick={() => onRetire(secret)}>
              Retire
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
