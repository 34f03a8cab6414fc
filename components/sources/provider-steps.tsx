import type { ReactNode } from "react";
import type { ProviderName } from "#lib/domain/provider-name.ts";

const STEPS = {
  asset: [
    <>In the Asset Dashboard, open Developers, then Webhooks.</>,
    <>Paste the URL above as the Endpoint URL. Asset takes https addresses only.</>,
    <>
      Add a custom header there, such as <code className="mono">x-webhook-token</code>, with a long random value. Add
      the same name and value here under Shared headers: it proves that an event is yours.
    </>,
    <>Switch Enabled on, and cause or send an event. It appears under Events within a second.</>,
  ],
  abound: [
    <>Give Abound's support the URL above as your webhook URL; newer accounts enter it in the dashboard.</>,
    <>Ask for the signing secret and add it here with a label, such as the date.</>,
    <>To rotate, add the new secret first, let Abound change over, then retire the old one: any of them may match.</>,
  ],
} satisfies Record<ProviderName, readonly ReactNode[]>;

/** What has to be done at the provider, which nobody can do from here. */
export function ProviderSteps({ provider }: { provider: ProviderName }) {
  return (
    <ol className="flex list-decimal flex-col gap-1 pl-5 marker:text-faint">
      {STEPS[provider].map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps never change
        <li key={index}>{step}</li>
      ))}
    </ol>
  );
}
