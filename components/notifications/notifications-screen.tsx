import { PageBody } from "#components/layout/page-body.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Section } from "#components/ui/section.tsx";
import type { AlertRow, MessageRow, Notifications } from "#lib/domain/api/notifications.ts";
import { AlertList } from "./alert-list.tsx";
import { ChannelFacts } from "./channel-facts.tsx";
import { ChannelPanel } from "./channel-panel.tsx";
import { MessageList } from "./message-list.tsx";
import { WatchedGroups } from "./watched-groups.tsx";

interface Props {
  notifications: Notifications;
  open: readonly AlertRow[];
  past: readonly AlertRow[];
  messages: readonly MessageRow[];
  canChange: boolean;
}

/** Who is told, of what, what is wrong now, and what was told. */
export function NotificationsScreen({ notifications, open, past, messages, canChange }: Props) {
  const { channel, watch } = notifications;
  return (
    <PageBody kind="detail">
      <p className="max-w-prose text-normal">
        Signalbox watches itself and tells one address of what is wrong and of what is good again. Messages hold names
        that you gave, numbers and links; never anything out of a webhook.
      </p>
      {channel?.isEnabled ? null : (
        <Notice tone="warn" title="Nobody is told">
          {channel === null
            ? "Enter an address below. Alerts are shown here all the same."
            : "Notifications are turned off. What is wrong when they are turned on again is told then."}
        </Notice>
      )}
      <Section title="Open alerts">
        <AlertList alerts={open} empty="Nothing that is watched is wrong." />
      </Section>
      <Section title="Address">
        {canChange ? <ChannelPanel channel={channel} /> : <ChannelFacts channel={channel} />}
      </Section>
      <Section title="What is watched">
        <WatchedGroups groups={watch} />
      </Section>
      <Section title="Last messages">
        <MessageList messages={messages} />
      </Section>
      <Section title="Past alerts">
        <AlertList alerts={past} empty="No alert is over yet." />
      </Section>
    </PageBody>
  );
}
