import { RoleNotice } from "#components/layout/role-notice.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import type { NotificationChannel } from "#lib/domain/api/notifications.ts";
import { CHANNEL_LABELS } from "./channel-values.ts";

/** The address for a role that may not change it. */
export function ChannelFacts({ channel }: { channel: NotificationChannel | null }) {
  return (
    <div className="flex flex-col gap-3">
      <RoleNotice>Your role may look at this. Only an admin sets the address.</RoleNotice>
      {channel === null ? null : (
        <KeyValueList
          items={[
            { label: "Kind", value: CHANNEL_LABELS[channel.kind] },
            { label: "Address", value: <span className="mono">{channel.urlHint}</span> },
            { label: "Many expired", value: `${channel.manyExpired} within an hour` },
          ]}
        />
      )}
    </div>
  );
}
