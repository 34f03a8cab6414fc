import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** What happened and what to do next. */
  children: ReactNode;
  /** Quoted to whoever reads the logs. */
  requestId?: string | undefined;
  action?: ReactNode;
  /** Where it stands in a whole page's place, its title is the page's heading. */
  titleAs?: "p" | "h1";
}

export function ErrorState({ title, children, requestId, action, titleAs: Title = "p" }: Props) {
  return (
    <div role="alert" className="flex flex-col items-center gap-1 px-6 py-14 text-center">
      <CircleAlert size={20} strokeWidth={1.75} aria-hidden className="mb-2 text-bad" />
      <Title className="font-medium text-md text-strong">{title}</Title>
      <div className="max-w-md text-balance">{children}</div>
      {requestId ? <p className="mono mt-1 text-faint">request {requestId}</p> : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
