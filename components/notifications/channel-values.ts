import type { ChannelKind, NotificationChannel } from "#lib/domain/api/notifications.ts";

export const CHANNEL_LABELS = { slack: "Slack", webhook: "Signed webhook" } satisfies Record<ChannelKind, string>;

/** The address as the form holds it. An empty address keeps the one there is. */
export interface ChannelValues {
  kind: ChannelKind;
  url: string;
  isEnabled: boolean;
  manyExpired: string;
}

const DEFAULT_MANY_EXPIRED = 10;

export function channelValues(channel: NotificationChannel | null): ChannelValues {
  const { kind = "slack", isEnabled = true, manyExpired = DEFAULT_MANY_EXPIRED } = channel ?? {};
  return { kind, url: "", isEnabled, manyExpired: String(manyExpired) };
}

/** What is missing before anything is sent. */
export function findChannelProblems(
  values: ChannelValues,
  channel: NotificationChannel | null,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  if (values.url.trim() === "" && channel?.kind !== values.kind) found.url = "Enter the address to tell.";
  if (!/^[1-9][0-9]{0,4}$/.test(values.manyExpired.trim())) found.manyExpired = "Enter a whole number, at least 1.";
  return found;
}

export function channelBody(values: ChannelValues, channel: NotificationChannel | null): Record<string, unknown> {
  const { kind, url, isEnabled, manyExpired } = values;
  return {
    kind,
    isEnabled,
    manyExpired: Number(manyExpired),
    ...(url.trim() === "" ? {} : { url: url.trim() }),
    ...(channel === null ? {} : { version: channel.version }),
  };
}
