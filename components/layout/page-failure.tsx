"use client";

import { useEffect } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { Standing } from "#lib/client/ask-standing.ts";
import { KeptWebhooks } from "./kept-webhooks.tsx";
import { SinceClock } from "./spooled.tsx";
import { useStanding } from "./use-standing.ts";

interface Props {
  error: unknown;
  retry: () => void;
}

const ASK_MS = 2_000;

/** In a page's place: why it could not be loaded. It comes back by itself when the database was the reason. */
export function PageFailure({ error, retry }: Props) {
  const pace = (known: Standing | null) => (known?.database === "up" ? null : ASK_MS);
  const { standing, ask } = useStanding({ initial: null, pace, onBack: retry });
  useEffect(() => ask(), [ask]);
  if (standing?.database === "down") return <DatabaseAway standing={standing} retry={retry} />;
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <ErrorState
      title="This page could not be loaded"
      titleAs="h1"
      requestId={digest}
      action={
        <Button tone="primary" onClick={retry}>
          Try again
        </Button>
      }
    >
      Nothing was changed or lost. Try again in a moment; if it stays like this, look into the console's log.
    </ErrorState>
  );
}

function DatabaseAway({ standing: { report }, retry }: { standing: Standing; retry: () => void }) {
  return (
    <ErrorState
      title="The database does not answer"
      titleAs="h1"
      action={
        <Button tone="primary" onClick={retry}>
          Try again
        </Button>
      }
    >
      {report?.downSince ? (
        <p>
          Since <SinceClock at={report.downSince} />. Nothing can be read or changed until it is back.
        </p>
      ) : (
        <p>Nothing can be read or changed until it is back.</p>
      )}
      {report === null ? null : (
        <p className="mt-2">
          <KeptWebhooks spool={report.total} />
        </p>
      )}
      <p className="mt-2 text-faint">
        This page comes back by itself. Look at PostgreSQL first;{" "}
        <code className="mono whitespace-nowrap">npm run cli -- doctor</code> says what is wrong.
      </p>
    </ErrorState>
  );
}
