import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** What would fill this place, and how. */
  hint: ReactNode;
  icon?: LucideIcon;
  action?: ReactNode;
  /** Where it stands in a whole page's place, its title is the page's heading. */
  titleAs?: "p" | "h1";
}

export function EmptyState({ title, hint, icon: Icon, action, titleAs: Title = "p" }: Props) {
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-14 text-center">
      {Icon ? <Icon size={20} strokeWidth={1.75} aria-hidden className="mb-2 text-faint" /> : null}
      <Title className="font-medium text-md text-strong">{title}</Title>
      <div className="max-w-md text-balance text-faint">{hint}</div>
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
