"use client";

import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

interface Props {
  error: unknown;
  retry: () => void;
}

export default function ConsoleError({ error, retry }: Props) {
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
