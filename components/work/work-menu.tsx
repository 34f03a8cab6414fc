"use client";

import { AlarmClock, AlarmClockOff, Eye, MoreHorizontal, SquarePen, UserPlus, UserRound } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { WorkItem } from "#lib/domain/api/work.ts";
import { SNOOZE_CHOICES } from "./snooze-choices.ts";
import { useAnnotate } from "./use-annotate.ts";

export type WorkDialog = "assign" | "note" | "snooze" | "observe";

interface Props {
  item: WorkItem;
  ownId: string | null;
  onOpen: (dialog: WorkDialog) => void;
}

const ICON = { size: 14, "aria-hidden": true } as const;

/** What can be done with an item of the work queue. */
export function WorkMenu({ item, ownId, onOpen }: Props) {
  const { annotateNow } = useAnnotate(item);
  const isOwn = ownId !== null && item.annotation.assigneeId === ownId;
  const trigger = <IconButton label={`Actions: ${item.title}`} icon={<MoreHorizontal size={16} aria-hidden />} />;
  return (
    <Menu trigger={trigger}>
      {isOwn || ownId === null ? null : (
        <MenuItem icon={<UserRound {...ICON} />} onSelect={() => annotateNow({ assigneeId: ownId }, "Assigned to you")}>
          Assign to me
        </MenuItem>
      )}
      <MenuItem icon={<UserPlus {...ICON} />} onSelect={() => onOpen("assign")}>
        Assign to…
      </MenuItem>
      <MenuItem icon={<SquarePen {...ICON} />} onSelect={() => onOpen("note")}>
        Note…
      </MenuItem>
      <MenuItem icon={<Eye {...ICON} />} onSelect={() => onOpen("observe")}>
        Checked at the provider…
      </MenuItem>
      <MenuSeparator />
      {item.annotation.isSnoozed ? (
        <MenuItem icon={<AlarmClockOff {...ICON} />} onSelect={() => annotateNow({ snooze: null }, "Snooze ended")}>
          End the snooze
        </MenuItem>
      ) : (
        <SnoozeItems item={item} onOpen={onOpen} />
      )}
    </Menu>
  );
}

function SnoozeItems({ item, onOpen }: Pick<Props, "item" | "onOpen">) {
  const { annotateNow } = useAnnotate(item);
  const icon = <AlarmClock {...ICON} />;
  return (
    <>
      {SNOOZE_CHOICES.map(({ label, until }) => (
        <MenuItem
          key={label}
          icon={icon}
          onSelect={() => annotateNow({ snooze: { until: until(new Date()).toISOString() } }, "Snoozed")}
        >
          {label}
        </MenuItem>
      ))}
      <MenuItem icon={icon} onSelect={() => onOpen("snooze")}>
        Snooze until a date…
      </MenuItem>
      <MenuItem icon={icon} onSelect={() => annotateNow({ snooze: { untilChange: true } }, "Snoozed until it changes")}>
        Snooze until it changes
      </MenuItem>
    </>
  );
}
