import { useId } from "react";
import { Button } from "#components/ui/button.tsx";

interface Props {
  /** Why there is nothing to send. */
  problem: string | null;
  /** What the button says: "Send 486 deliveries". */
  label: string;
  /** The form that it submits. */
  formId: string;
  busy: boolean;
  isReady: boolean;
  onClose: () => void;
}

/** The button that counts, and beside it why it cannot be pressed. */
export function ReplayFooter({ problem, label, formId, busy, isReady, onClose }: Props) {
  const id = useId();
  return (
    <>
      <p
        id={id}
        aria-live="polite"
        className="mr-auto min-w-0 flex-1 self-center text-pretty text-faint not-empty:basis-52"
      >
        {problem}
      </p>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        type="submit"
        form={formId}
        tone="primary"
        busy={busy}
        disabled={!isReady}
        aria-describedby={problem === null ? undefined : id}
      >
        {label}
      </Button>
    </>
  );
}
