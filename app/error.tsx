"use client";

import { PageFailure } from "#components/layout/page-failure.tsx";
import { Wordmark } from "#components/layout/wordmark.tsx";

interface Props {
  error: unknown;
  retry: () => void;
}

/** For what goes wrong around a page: who is signed in cannot be told either then. */
export default function RootError({ error, retry }: Props) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-xl">
        <div className="flex justify-center">
          <Wordmark />
        </div>
        <PageFailure error={error} retry={retry} />
      </div>
    </main>
  );
}
