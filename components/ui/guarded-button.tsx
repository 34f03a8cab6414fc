import { type ComponentProps, useId } from "react";
import { Button } from "./button.tsx";

interface Props extends ComponentProps<typeof Button> {
  /** Why it cannot be pressed now, in a sentence; null when it can. */
  problem: string | null;
}

/** A button that says why it is disabled, to mouse and screen reader alike. */
export function GuardedButton({ problem, ...rest }: Props) {
  const id = useId();
  if (problem === null) return <Button {...rest} />;
  return (
    <span title={problem}>
      <Button {...rest} disabled aria-describedby={id} />
      <span id={id} className="sr-only">
        {problem}
      </span>
    </span>
  );
}
