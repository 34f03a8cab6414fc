"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { CornerDownLeft, Search } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { ActionGroup } from "./action-group.tsx";
import { jumpTargets } from "./jump-targets.ts";
import { navGroupsFor } from "./nav-items.ts";
import { PALETTE_GROUP, PaletteItem } from "./palette-item.tsx";
import { paletteOrder } from "./palette-order.ts";
import { QuestionGroup } from "./question-group.tsx";
import { SearchGroup, SearchNote } from "./search-group.tsx";
import { usePaletteSelection } from "./use-palette-selection.ts";
import { useSearch } from "./use-search.ts";

interface Props {
  role: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** ⌘K: go to a screen, or to whatever an id names. A screen that matches what is typed comes first. */
export function CommandPalette({ role, open, onOpenChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          initialFocus={input}
          className="popup fixed inset-x-4 top-[12dvh] z-40 mx-auto max-w-xl overflow-hidden"
        >
          <Dialog.Title className="sr-only">Search or jump</Dialog.Title>
          <PaletteBody role={role} input={input} close={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface BodyProps {
  role: string;
  input: React.RefObject<HTMLInputElement | null>;
  close: () => void;
}

function PaletteBody({ role, input, close }: BodyProps) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const screens = navGroupsFor(role).flatMap((group) => group.items);
  const text = typed.trim();
  const found = useSearch(text);
  const isScreen = text !== "" && screens.some(({ label }) => label.toLowerCase().startsWith(text.toLowerCase()));

  function go(to: Route) {
    close();
    router.push(to);
  }
  const { selected, select, onKeyDown } = usePaletteSelection({ found, text, isScreen, list, go });

  return (
    <Command
      label="Search or jump"
      loop
      filter={paletteOrder}
      value={selected}
      onValueChange={select}
      onKeyDown={onKeyDown}
    >
      <div className="flex items-center gap-2.5 border-b px-3.5">
        <Search size={16} aria-hidden className="shrink-0 text-faint" />
        <Command.Input
          ref={input}
          value={typed}
          onValueChange={setTyped}
          placeholder="Search, or paste any id"
          className="h-11 w-full bg-transparent text-md text-strong outline-none"
        />
      </div>
      <Command.List ref={list} className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
        <Command.Empty className="px-2 py-6 text-center text-faint">Nothing by that name.</Command.Empty>
        <SearchGroup found={found} text={text} go={go} />
        <Command.Group heading="Go to" className={PALETTE_GROUP}>
          {screens.map(({ href, label, icon: Icon }) => (
            <PaletteItem key={href} value={label} onSelect={() => go(href)}>
              <Icon size={15} strokeWidth={1.75} aria-hidden className="shrink-0 text-faint" />
              {label}
            </PaletteItem>
          ))}
        </Command.Group>
        <ActionGroup close={close} />
        <JumpGroup typed={typed} go={go} />
        <QuestionGroup go={go} />
      </Command.List>
      <SearchNote found={found} />
    </Command>
  );
}

function JumpGroup({ typed, go }: { typed: string; go: (to: Route) => void }) {
  const targets = jumpTargets(typed);
  if (targets.length === 0) return null;
  return (
    <Command.Group heading="Jump" className={PALETTE_GROUP}>
      {targets.map((target) => (
        <PaletteItem key={target.label} value={`${target.label} ${typed}`} onSelect={() => go(target.href)}>
          <CornerDownLeft size={15} strokeWidth={1.75} aria-hidden className="shrink-0 text-faint" />
          <span className="shrink-0">{target.label}</span>
          <span className="mono truncate text-strong">{typed.trim()}</span>
        </PaletteItem>
      ))}
    </Command.Group>
  );
}
