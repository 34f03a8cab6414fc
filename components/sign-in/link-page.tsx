"use client";

import { type ReactNode, useEffect, useState } from "react";
import { SignInFrame } from "#components/layout/sign-in-frame.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/client/api-error.ts";
import { inspectLink } from "#lib/client/link.ts";
import type { OpenLink } from "#lib/domain/api/link-input.ts";
import { LinkForm } from "./link-form.tsx";

type LinkState =
  | { kind: "asking" }
  | { kind: "open"; token: string; link: OpenLink }
  | { kind: "closed"; message: string };

const TITLE = {
  setup: "Set up Signalbox",
  invite: "Welcome to Signalbox",
  reset: "Set a new password",
} satisfies Record<OpenLink["purpose"], string>;

/** What a one-time link opens. Its token stands behind the `#`, so the server first hears of it from here. */
export function LinkPage() {
  const [state, setState] = useState<LinkState>({ kind: "asking" });
  useEffect(() => {
    let isCurrent = true;
    void openLink(window.location.hash.slice(1)).then((next) => {
      if (isCurrent) setState(next);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  return (
    <SignInFrame title={state.kind === "open" ? TITLE[state.link.purpose] : "Signalbox"} hint={hintOf(state)}>
      {contentOf(state)}
    </SignInFrame>
  );
}

async function openLink(token: string): Promise<LinkState> {
  if (token === "")
    return { kind: "closed", message: "This address is not complete. Copy the whole link, with what follows the #." };
  try {
    return { kind: "open", token, link: await inspectLink(token) };
  } catch (error) {
    if (error instanceof ApiError) return { kind: "closed", message: error.message };
    throw error;
  }
}

function hintOf(state: LinkState): ReactNode {
  if (state.kind !== "open") return null;
  if (state.link.purpose === "setup") return "You become the first admin. This link works once.";
  return `For ${state.link.email ?? ""}. This link works once.`;
}

function contentOf(state: LinkState): ReactNode {
  switch (state.kind) {
    case "asking":
      return (
        <div className="flex flex-col gap-4">
          <Skeleton className="h-8 w-full" />
          <Skeleton className="h-8 w-full" />
        </div>
      );
    case "open":
      return <LinkForm token={state.token} link={state.link} />;
    case "closed":
      return (
        <Notice tone="warn" title="This link cannot be used">
          {state.message} An admin can make a new one; before there is an admin, a restart prints one.
        </Notice>
      );
  }
}
