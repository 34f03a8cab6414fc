import { RefreshCw } from "lucide-react";

interface Props {
  added: number;
  gone: number;
  onShow: () => void;
}

/** "2 new, 1 gone": appears above a list of state and moves nothing until it is pressed. */
export function ChangedRowsButton({ added, gone, onShow }: Props) {
  const text = [added > 0 ? `${added} new` : "", gone > 0 ? `${gone} gone` : ""].filter(Boolean).join(", ");
  return (
    <span aria-live="polite" className="empty:-mr-2">
      {text === "" ? null : (
        <button
          type="button"
          onClick={onShow}
          title="Show the list as it is now"
          className="inline-flex h-7 items-center gap-1.5 rounded-md bg-accent-soft px-2 font-medium text-accent hover:underline"
        >
          <RefreshCw size={13} aria-hidden /> {text}
        </button>
      )}
    </span>
  );
}
