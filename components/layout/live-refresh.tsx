"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { type LiveKind, useLiveMessages } from "./live-provider.tsx";

interface Props {
  kind: LiveKind;
  /** The field of the message that must equal the value. */
  field: string;
  value: string;
}

const PAUSE_MS = 700;

/** Reads the page again when the thing it shows has changed; several changes at once count as one. */
export function LiveRefresh({ kind, field, value }: Props) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLiveMessages(kind, (data) => {
    if (timer.current !== undefined || fieldOf(data, field) !== value) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      router.refresh();
    }, PAUSE_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return null;
}

function fieldOf(data: unknown, name: string): unknown {
  return typeof data === "object" && data !== null ? Reflect.get(data, name) : undefined;
}
