import type { ReactNode } from "react";
import { ReplayProvider } from "#components/replays/replay-provider.tsx";
import type { SpoolReport } from "#lib/domain/api/spool.ts";
import { CommandCentre } from "./command-centre.tsx";
import { Header } from "./header.tsx";
import { LiveProvider } from "./live-provider.tsx";
import { LiveStatus } from "./live-status.tsx";
import type { ShellOperator } from "./operator-menu.tsx";
import { RailNav } from "./rail-nav.tsx";
import { StandingBanner } from "./standing-banner.tsx";
import { StandingProvider } from "./standing-provider.tsx";
import { Wordmark } from "./wordmark.tsx";

interface Props {
  operator: ShellOperator;
  /** Things that need a person, by address: `{ "/requests": 12 }`. */
  counts?: Readonly<Record<string, number>>;
  lastEventAt: string | null;
  spool: SpoolReport;
  children: ReactNode;
}

/** Rail, header and the page between them. */
export function AppShell({ operator, counts = {}, lastEventAt, spool, children }: Props) {
  return (
    <LiveProvider lastEventAt={lastEventAt}>
      <StandingProvider initial={spool}>
        <ReplayProvider role={operator.role}>
          <CommandCentre role={operator.role}>
            <a
              href="#main"
              className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
            >
              Skip to the page
            </a>
            <div className="md:grid md:grid-cols-[3.5rem_minmax(0,1fr)] lg:grid-cols-[13.5rem_minmax(0,1fr)]">
              <aside className="sticky top-0 flex h-dvh flex-col border-r bg-canvas max-md:hidden">
                <div className="flex h-12 shrink-0 items-center px-4 md:max-lg:justify-center md:max-lg:px-0">
                  <Wordmark collapses />
                </div>
                <div className="min-h-0 flex-1 overflow-y-auto px-2 py-2">
                  <RailNav role={operator.role} counts={counts} collapses />
                </div>
                <div className="shrink-0 border-t px-4 py-2.5">
                  <LiveStatus compact />
                </div>
              </aside>
              <div className="min-w-0">
                <Header operator={operator} counts={counts} />
                <StandingBanner />
                <main id="main" tabIndex={-1} className="focus:outline-none">
                  {children}
                </main>
              </div>
            </div>
          </CommandCentre>
        </ReplayProvider>
      </StandingProvider>
    </LiveProvider>
  );
}
