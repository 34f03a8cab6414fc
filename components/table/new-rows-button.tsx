import { ArrowUp } from "lucide-react";

interface Props {
  count: number;
  /** There are more than the count says. */
  isMore?: boolean;
  onShow: () => void;
}

/** "12 new": appears above a list and moves nothing until it is pressed. */
export function NewRowsButton({ count, isMore = false, onShow }: Props) {
  return (
    <span aria-live="polite" className="empty:-mr-2">
      {count > 0 ? (
        <button
          type="button"
          onClick={onShow}
          className="inline-flex h-7 items-center gap-1 rounded-md bg-accent-soft px-2 font-medium text-accent hover:underline"
        >
          {count}
          {isMore ? "+" : ""} new <ArrowUp size={13} aria-hidden />
        </button>
      ) : null}
    </span>
  );
}
