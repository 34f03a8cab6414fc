"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { href } from "#components/layout/href.ts";
import { useToast } from "#components/ui/use-toast.ts";
import { apiClient } from "#lib/client/api-client.ts";
import { ApiError } from "#lib/client/api-error.ts";

/** Body of `POST /replays`. */
export interface ReplayOrder {
  previewId: string;
  destinationIds?: readonly string[];
  rate: number | null;
  skipDelivered: boolean;
  skipSuperseded: boolean;
  name?: string;
  reason?: string;
  evenIfRunning?: boolean;
}

/** Why a replay did not start. */
export type ReplayRefusal =
  | { kind: "same"; message: string; replayId: string | null }
  | { kind: "signed_out" }
  | { kind: "refused"; message: string };

interface Given {
  /** Where it is watched: its own page at once, or a message that leads there. */
  follows: "page" | "message";
  done: () => void;
}

/** Starts a replay, then shows it. A refusal is kept for the dialog, which keeps all that was chosen and typed. */
export function useStartReplay({ follows, done }: Given) {
  const router = useRouter();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ReplayRefusal | null>(null);

  async function start(order: ReplayOrder, title: string) {
    setBusy(true);
    setRefusal(null);
    try {
      const { replayId } = await apiClient.post<{ replayId: string }>("/replays", order);
      done();
      const show = () => router.push(href.replay(replayId));
      toast.success({ title, ...(follows === "page" ? {} : { action: { label: "Show the replay", onClick: show } }) });
      if (follows === "page") show();
      else router.refresh();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(toRefusal(error));
    } finally {
      setBusy(false);
    }
  }

  return { busy, refusal, start, forget: () => setRefusal(null) };
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** The parameter that a script would set; here there is a button. */
const FOR_SCRIPTS = / [^.]*evenIfRunning\.$/;

export function toRefusal(error: ApiError): ReplayRefusal {
  if (error.status === 401) return { kind: "signed_out" };
  if (error.status === 409) {
    const replayId = UUID.exec(error.message)?.[0] ?? null;
    return { kind: "same", message: error.message.replace(FOR_SCRIPTS, ""), replayId };
  }
  const details = error.issues.map(({ message }) => message).filter((text) => !error.message.includes(text));
  return { kind: "refused", message: [error.message, ...details].join(" ") };
}
