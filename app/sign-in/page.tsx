import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { SignInFrame } from "#components/layout/sign-in-frame.tsx";
import { SignInForm } from "#components/sign-in/sign-in-form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { authConfig } from "#lib/auth/auth-config.ts";
import { findPageActor } from "#lib/auth/require-page-actor.ts";
import { samePath } from "#lib/auth/same-path.ts";
import { needsSetup } from "#lib/queries/overview/needs-setup.ts";

export const metadata: Metadata = { title: "Sign in" };
export const dynamic = "force-dynamic";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams;
  const next = samePath(typeof callbackUrl === "string" ? callbackUrl : "/", authConfig().consoleUrl);
  // Checked against this origin just above; the router's list of routes does not know search parameters.
  if ((await findPageActor()) !== null) redirect(next as Route);
  if (await needsSetup()) {
    return (
      <SignInFrame title="Set up Signalbox">
        <Notice tone="accent" title="There is no operator yet">
          Open the one-time setup link that Signalbox printed when it started. A restart prints a new one.
        </Notice>
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title="Sign in">
      <SignInForm next={next} />
    </SignInFrame>
  );
}
