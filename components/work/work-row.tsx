"use client";

import { UserRound } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { ObserveDialog } from "#components/observations/observe-dialog.tsx";
import { TONE_TEXT } from "#components/ui/tone.ts";
import type { WorkItem } from "#lib/domain/api/work.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { NoteDialog } from "./note-dialog.tsx";
import { SnoozeDialog } from "./snooze-dialog.tsx";
import { WorkAnnotations } from "./work-annotations.tsx";
import { workLook } from "./work-looks.ts";
import { type WorkDialog, WorkMenu } from "./work-menu.tsx";
import type { WorkPeople } from "./work-people.ts";
import { WorkSubject } from "./work-subject.tsx";

interface Props {
  item: WorkItem;
  people: WorkPeople;
}

/** One item: what is the case, about whom, what to do, and what operators wrote beside it. */
export function WorkRow({ item, people }: Props) {
  const [dialog, setDialog] = useState<WorkDialog | null>(null);
  const { icon: Icon, tone, label } = workLook(item.kind);
  return (
    <li data-row className="group/row flex gap-3 border-b px-4 py-2.5 hover:bg-hover md:px-6">
      <span title={label} className={`mt-0.5 shrink-0 ${TONE_TEXT[tone]}`}>
        <Icon size={16} aria-hidden />
        <span className="sr-only">{label}</span>
      </span>
      <div className="min-w-0 flex-1">
        <Link
          // The address comes from our own API, which names console pages only.
          href={item.url as Route}
          prefetch={false}
          data-open
          className="break-words rounded-sm font-medium text-strong hover:underline"
        >
          {item.title}
        </Link>
        <WorkSubject item={item} />
        <p className="text-pretty">{item.todo}</p>
        <WorkAnnotations item={item} />
        <Assignee name={item.annotation.assigneeName} className="mt-1 md:hidden" />
      </div>
      <Assignee name={item.annotation.assigneeName} className="max-w-40 shrink-0 max-md:hidden" />
      {people.canWrite ? (
        <div className="-my-1 shrink-0">
          <WorkMenu item={item} ownId={people.ownId} onOpen={setDialog} />
        </div>
      ) : null}
      <OpenDialog item={item} people={people} dialog={dialog} onClose={() => setDialog(null)} />
    </li>
  );
}

function Assignee({ name, className }: { name: string | null; className: string }) {
  if (name === null) return null;
  return (
    <span className={`flex items-center gap-1.5 self-start text-faint ${className}`}>
      <UserRound size={14} aria-hidden className="shrink-0" />
      <span className="sr-only">Assigned to </span>
      <span className="truncate">{name}</span>
    </span>
  );
}

function OpenDialog({ item, people, dialog, onClose }: Props & { dialog: WorkDialog | null; onClose: () => void }) {
  switch (dialog) {
    case null:
      return null;
    case "assign":
      return <AssignDialog item={item} assignees={people.assignees} onClose={onClose} />;
    case "note":
      return <NoteDialog item={item} onClose={onClose} />;
    case "snooze":
      return <SnoozeDialog item={item} onClose={onClose} />;
    case "observe": {
      const { subjectKind, source, subjectKey, stateNow, title } = item;
      const subject = { subjectKind, source, subjectKey, stateNow, subjectLabel: title };
      return <ObserveDialog {...subject} onClose={onClose} />;
    }
  }
}
