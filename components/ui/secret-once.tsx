import { CopyButton } from "./copy-button.tsx";
import { Notice } from "./notice.tsx";

interface Props {
  /** What it is: "Signing secret", "API key", "Invite link". */
  label: string;
  secret: string;
  /** What to do with it now. */
  hint: string;
}

/** Shows a secret the only time it can be seen. */
export function SecretOnce({ label, secret, hint }: Props) {
  return (
    <div className="flex flex-col gap-2">
      <Notice tone="warn" title={`${label}: shown only this once`}>
        {hint}
      </Notice>
      <div className="flex items-start gap-1 rounded-md border border-line-strong bg-sunken py-1 pr-1 pl-3">
        <code className="mono min-w-0 flex-1 select-all break-all py-1 text-strong">{secret}</code>
        <CopyButton text={secret} label={`Copy the ${label.toLowerCase()}`} />
      </div>
    </div>
  );
}
