"use client";

import { Inbox, ToggleRight } from "lucide-react";
import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import type { ButtonSize } from "#components/ui/button-style.ts";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { plural } from "#components/ui/plural.ts";
import { apiClient } from "#lib/client/api-client.ts";
import type { SourceRow } from "#lib/domain/api/sources.ts";
import type { SourceStatus } from "#lib/domain/source-status.ts";
import { AcceptRefusedDialog } from "./accept-refused-dialog.tsx";
import { type SourceStatusChange, SourceStatusDialog } from "./source-status-dialog.tsx";

export interface SourceRights {
  canToggle: boolean;
  canAccept: boolean;
}

interface Props {
  source: SourceRow;
  rights: SourceRights;
  size?: ButtonSize;
}

type Moved = { delivered: number; held: number; discarded: number } | null;

const ROLE_PROBLEM = "Your role may look at sources, not switch them. Ask an operator or admin.";
const FIRST_CHOICE = {
  enabled: "paused",
  paused: "enabled",
  disabled: "enabled",
} satisfies Record<SourceStatus, SourceStatus>;

/** Switches a source, and accepts what it refused while it was disabled. */
export function SourceActions({ source, rights, size = "md" }: Props) {
  const [open, setOpen] = useState<"status" | "accept" | null>(null);
  const run = useCommand();
  const close = () => setOpen(null);
  const change = (given: SourceStatusChange) =>
    run(
      () => apiClient.patch<{ moved: Moved }>(`/sources/${source.slug}`, { ...given, version: source.version }),
      ({ moved }) => statusToast(source.name, given.status, moved),
    );
  return (
    <>
      {source.refusedWhileDisabled > 0 ? (
        <GuardedButton size={size} problem={rights.canAccept ? null : ROLE_PROBLEM} onClick={() => setOpen("accept")}>
          <Inbox size={14} aria-hidden />
          Accept them…
        </GuardedButton>
      ) : null}
      <GuardedButton size={size} problem={rights.canToggle ? null : ROLE_PROBLEM} onClick={() => setOpen("status")}>
        <ToggleRight size={14} aria-hidden />
        Change status…
      </GuardedButton>
      {open === "accept" ? <AcceptRefusedDialog source={source} onClose={close} /> : null}
      {open === "status" ? (
        <SourceStatusDialog source={source} initial={FIRST_CHOICE[source.status]} onChange={change} onClose={close} />
      ) : null}
    </>
  );
}

const DONE = { enabled: "is enabled", paused: "is paused", disabled: "is disabled" } satisfies Record<
  SourceStatus,
  string
>;

function statusToast(name: string, status: SourceStatus, moved: Moved) {
  const parts = [
    moved?.delivered ? `${plural(moved.delivered, "delivery is", "deliveries are")} on the way.` : "",
    moved?.held ? `${plural(moved.held, "delivery waits", "deliveries wait")}.` : "",
    moved?.discarded ? `${plural(moved.discarded, "delivery was", "deliveries were")} discarded.` : "",
  ].filter(Boolean);
  return { title: `${name} ${DONE[status]}`, ...(parts.length > 0 ? { description: parts.join(" ") } : {}) };
}
