import type { Metadata, Route } from "next";
import { SignInFrame } from "#components/layout/sign-in-frame.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <SignInFrame title="There is nothing at this address" hint="Check it for missing characters.">
      <LinkButton href={"/" as Route} tone="primary">
        Go to the console
      </LinkButton>
    </SignInFrame>
  );
}
