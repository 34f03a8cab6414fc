"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { ClockProvider } from "#components/ui/clock.tsx";
import { TimeTooltip } from "#components/ui/time-ago.tsx";
import { Toaster } from "#components/ui/toaster.tsx";

interface Props {
  nonce: string;
  /** Milliseconds since the epoch at render time, so that relative times hydrate with the server's text. */
  serverNow: number;
  children: ReactNode;
}

export function Providers({ nonce, serverNow, children }: Props) {
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      <CSPProvider nonce={nonce} disableStyleElements>
        <ClockProvider serverNow={serverNow}>
          <Tooltip.Provider delay={300}>
            <Toaster>{children}</Toaster>
            <TimeTooltip />
          </Tooltip.Provider>
        </ClockProvider>
      </CSPProvider>
    </ThemeProvider>
  );
}
