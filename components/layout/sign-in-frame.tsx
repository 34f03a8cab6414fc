import type { ReactNode } from "react";
import { Wordmark } from "./wordmark.tsx";

/** The frame of pages without a session: sign-in, setup, invitation. */
export function SignInFrame({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex justify-center">
          <Wordmark />
        </div>
        <div className="rounded-lg border bg-surface p-6">
          <h1 className="text-xl">{title}</h1>
          {hint ? <div className="mt-1 text-normal">{hint}</div> : null}
          <div className="mt-5">{children}</div>
        </div>
      </div>
    </main>
  );
}
