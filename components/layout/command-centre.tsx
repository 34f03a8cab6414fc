"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { isTyping } from "#components/ui/is-typing.ts";
import { useToast } from "#components/ui/use-toast.ts";
import { CommandPalette } from "./command-palette.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { signOut } from "./sign-out.ts";

interface CommandCentreValue {
  openPalette: () => void;
  openKeys: () => void;
  signOut: () => void;
}

const NOT_SIGNED_OUT = {
  title: "You are still signed in",
  description: "The server did not confirm the end of the session. Check the connection and sign out again.",
};

type Open = "palette" | "keys" | null;
const Context = createContext<CommandCentreValue | null>(null);

/** Owns the palette, the list of keys and the shortcuts that work on every page. */
export function CommandCentre({ role, children }: { role: string; children: ReactNode }) {
  const [open, setOpen] = useState<Open>(null);
  useGlobalKeys(setOpen);
  const toast = useToast();
  const value = useMemo(() => {
    const leave = () => signOut().catch(() => toast.failure(NOT_SIGNED_OUT));
    return { openPalette: () => setOpen("palette"), openKeys: () => setOpen("keys"), signOut: () => void leave() };
  }, [toast]);
  return (
    <Context value={value}>
      {children}
      <CommandPalette
        role={role}
        open={open === "palette"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "palette" : null)}
      />
      {open === "keys" ? <KeysDialog onClose={() => setOpen(null)} /> : null}
    </Context>
  );
}

export function useCommandCentre(): CommandCentreValue {
  const value = useContext(Context);
  if (value === null) throw new Error("useCommandCentre is used outside CommandCentre");
  return value;
}

function useGlobalKeys(setOpen: (open: Open) => void) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const opens = shortcut(event);
      if (opens === null) return;
      event.preventDefault();
      setOpen(opens);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [setOpen]);
}

function shortcut(event: KeyboardEvent): Open {
  if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey)) return "palette";
  if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return null;
  if (event.key === "/") return "palette";
  return event.key === "?" ? "keys" : null;
}
