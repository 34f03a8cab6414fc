"use client";

import { Ellipsis, KeyRound, Pause, Pencil, Play, Send, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useState } from "react";
import { href } from "#components/layout/href.ts";
import { useCommand } from "#components/layout/use-command.ts";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { plural } from "#components/ui/plural.ts";
import { apiClient } from "#lib/client/api-client.ts";
import type { DestinationDetail, DestinationRow } from "#lib/domain/api/destinations.ts";
import { DeleteDestinationDialog } from "./delete-destination-dialog.tsx";
import { type PauseChange, PauseDialog } from "./pause-dialog.tsx";
import { RotateSecretDialog } from "./rotate-secret-dialog.tsx";
import { type TestChoices, TestDialog } from "./test-dialog.tsx";

export interface DestinationRights {
  canWrite: boolean;
  canPause: boolean;
  canTest: boolean;
}

interface Props {
  destination: DestinationDetail;
  rights: DestinationRights;
  tests: TestChoices;
}

type Open = "test" | "pause" | "rotate" | "delete" | null;
type Moved = { delivered: number; held: number; discarded: number } | null;

const ROLE_PROBLEM = "Your role may look at destinations, not act on them. Ask an operator or admin.";

/** What can be done with a destination; what the role does not allow says so. */
export function DestinationActions({ destination, rights, tests }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const run = useCommand();
  const close = () => setOpen(null);
  const { id, paused, version } = destination;
  const changePause = (change: PauseChange) =>
    run(
      () => apiClient.patch<{ moved: Moved }>(`/destinations/${id}`, { ...change, version }),
      ({ moved }) => pauseToast(destination, moved),
    );
  return (
    <>
      <GuardedButton problem={rights.canTest ? null : ROLE_PROBLEM} onClick={() => setOpen("test")}>
        <Send size={14} aria-hidden />
        Send a test…
      </GuardedButton>
      <GuardedButton problem={rights.canPause ? null : ROLE_PROBLEM} onClick={() => setOpen("pause")}>
        {paused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
        {paused ? "Resume…" : "Pause…"}
      </GuardedButton>
      {rights.canWrite ? <AdminActions id={id} onOpen={setOpen} /> : null}
      {open === "test" ? <TestDialog destination={destination} choices={tests} onClose={close} /> : null}
      {open === "pause" ? <PauseDialog destination={destination} onChange={changePause} onClose={close} /> : null}
      {open === "rotate" ? <RotateSecretDialog destination={destination} onClose={close} /> : null}
      {open === "delete" ? <DeleteDestinationDialog destination={destination} onClose={close} /> : null}
    </>
  );
}

function AdminActions({ id, onOpen }: { id: string; onOpen: (open: Open) => void }) {
  return (
    <>
      <LinkButton href={`${href.destination(id)}?edit=1` as Route}>
        <Pencil size={14} aria-hidden />
        Edit
      </LinkButton>
      <Menu trigger={<IconButton label="More actions" icon={<Ellipsis size={16} aria-hidden />} className="size-8" />}>
        <MenuItem icon={<KeyRound size={14} aria-hidden />} onSelect={() => onOpen("rotate")}>
          Rotate the signing secret…
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger icon={<Trash2 size={14} aria-hidden />} onSelect={() => onOpen("delete")}>
          Delete…
        </MenuItem>
      </Menu>
    </>
  );
}

function pauseToast({ name, paused }: DestinationRow, moved: Moved) {
  if (!paused) {
    const held = moved?.held ?? 0;
    return { title: `${name} is paused`, description: `${plural(held, "delivery waits", "deliveries wait")} for it.` };
  }
  const parts = [
    moved?.delivered ? `${plural(moved.delivered, "delivery is", "deliveries are")} on the way.` : "",
    moved?.discarded ? `${plural(moved.discarded, "delivery was", "deliveries were")} discarded.` : "",
  ].filter(Boolean);
  return { title: `${name} is resumed`, ...(parts.length > 0 ? { description: parts.join(" ") } : {}) };
}
