"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import type { SavedChannel } from "#lib/domain/api/notification-input.ts";
import type { NotificationChannel } from "#lib/domain/api/notifications.ts";
import { ChannelForm } from "./channel-form.tsx";
import { ChannelTools } from "./channel-tools.tsx";
import { useFormBase } from "./use-form-base.ts";

/** The one address that is told: its settings, a test, its removal. */
export function ChannelPanel({ channel: current }: { channel: NotificationChannel | null }) {
  const [secret, setSecret] = useState<string | null>(null);
  const { base: channel, saved: settle, reload } = useFormBase(current);
  const router = useRouter();
  const toast = useToast();

  function changed(next: NotificationChannel | null, signingSecret: string | null) {
    setSecret(signingSecret);
    settle(next);
    router.refresh();
  }
  function saved({ signingSecret, warnings, ...next }: SavedChannel) {
    changed(next, signingSecret);
    toast.success({
      title: "The address was saved",
      ...(warnings.length > 0 ? { description: warnings.join(" ") } : {}),
    });
  }

  return (
    <div className="flex max-w-3xl flex-col gap-4">
      {secret === null ? null : <SecretOnce label="Signing secret" secret={secret} hint={SECRET_HINT} />}
      <ChannelForm key={channel?.version ?? 0} channel={channel} onSaved={saved} onReload={reload} />
      {channel === null ? null : <ChannelTools channel={channel} onChanged={changed} />}
      {channel?.kind === "webhook" ? (
        <Notice tone="quiet">
          Messages are signed by Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature) with the secret
          that ends in <span className="mono">{channel.secretLast4}</span>.
        </Notice>
      ) : null}
    </div>
  );
}

const SECRET_HINT =
  "Enter it at the receiver, which verifies each message by it. It cannot be shown again, only replaced.";
