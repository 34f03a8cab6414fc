"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { isTyping } from "#components/ui/is-typing.ts";
import { isOperatorRole } from "#lib/domain/operator-role.ts";
import { type Permission, ROLE_PERMISSIONS } from "#lib/domain/permission.ts";
import { type OfferedScope, ReplayContext } from "./replay-context.ts";
import { ReplayDialog } from "./replay-dialog.tsx";
import type { ReplayScope } from "./replay-scope.ts";

const ROLE_PROBLEM = "Your role may look at events, not replay them. Ask an operator or admin.";
const EVERYTHING: ReplayScope = { events: { kind: "filter", filter: {} }, since: "-1h" };

/** Holds the one replay dialog, which pages, the palette and the key r open. */
export function ReplayProvider({ role, children }: { role: string; children: ReactNode }) {
  const pathname = usePathname();
  const [opened, setOpened] = useState<{ scope: ReplayScope; pathname: string } | null>(null);
  const offered = useRef<OfferedScope>(undefined);
  const problem = mayReplay(role) ? null : ROLE_PROBLEM;

  const open = useCallback((scope: ReplayScope) => setOpened({ scope, pathname }), [pathname]);
  const offer = useCallback((scope: OfferedScope) => {
    offered.current = scope;
    return () => {
      if (offered.current === scope) offered.current = undefined;
    };
  }, []);
  const launcher = useMemo(
    () => ({ problem, open, offer, openOffered: () => open(offered.current?.("palette") ?? EVERYTHING) }),
    [problem, open, offer],
  );
  useReplayKey(() => {
    if (problem === null && offered.current !== undefined) open(offered.current("key"));
  });

  return (
    <ReplayContext value={launcher}>
      {children}
      {opened?.pathname === pathname ? <ReplayDialog scope={opened.scope} onClose={() => setOpened(null)} /> : null}
    </ReplayContext>
  );
}

/** Cosmetic: the API asks for itself. */
function mayReplay(role: string): boolean {
  const granted: readonly Permission[] = isOperatorRole(role) ? ROLE_PERMISSIONS[role] : [];
  return granted.includes("replay:start");
}

function useReplayKey(open: () => void) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "r" || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    open();
  });
  useEffect(() => {
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
