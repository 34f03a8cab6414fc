"use client";

import { useEffect, useState } from "react";

/** Copies to the clipboard; `copied` is true for a moment after. Says so when the browser refuses. */
export function useCopy(): { state: "idle" | "copied" | "refused"; copy: (text: string) => Promise<void> } {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 1500);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy(text: string) {
    setState((await writeClipboard(text)) ? "copied" : "refused");
  }

  return { state, copy };
}

async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or plain http on another host than localhost, where the clipboard interface is absent.
    return false;
  }
}
