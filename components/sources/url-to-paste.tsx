import { CopyButton } from "#components/ui/copy-button.tsx";
import type { ProviderName } from "#lib/domain/provider-name.ts";

const WHERE = {
  asset: "Paste it at Asset: Dashboard, Developers, Webhooks, Endpoint URL. Asset accepts https addresses only.",
  abound: "Register it as the webhook URL with Abound, by its API or its support.",
} satisfies Record<ProviderName, string>;

/** The address the provider must post to, and where to enter it. */
export function UrlToPaste({ url, provider }: { url: string; provider: ProviderName }) {
  return (
    <div>
      <div className="flex items-center gap-1 rounded-md border bg-sunken py-1 pr-1 pl-3">
        <code className="mono min-w-0 flex-1 select-all break-all text-strong">{url}</code>
        <CopyButton text={url} label="Copy the webhook URL" />
      </div>
      <p className="mt-1.5 text-faint">{WHERE[provider]}</p>
    </div>
  );
}
