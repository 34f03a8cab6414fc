"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

const KEYS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["⌘ K", "Ctrl K", "/"], does: "Search, jump to an id, go to a screen" },
  { keys: ["j", "k"], does: "Next and previous row" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["x", "⇧ X"], does: "Select the row, or all from the last one to it" },
  { keys: ["r"], does: "Replay the open event; in a list the selected ones, else the row" },
  { keys: ["e"], does: "Payload as tree or as text" },
  { keys: ["Esc"], does: "Close what is open" },
  { keys: ["?"], does: "This list" },
];

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog onClose={onClose} title="Keyboard shortcuts" size="sm">
      <dl className="divide-y divide-line">
        {KEYS.map((entry) => (
          <div key={entry.does} className="flex items-center justify-between gap-4 py-2">
            <dd>{entry.does}</dd>
            <dt className="order-last flex shrink-0 gap-1">
              {entry.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
