import { CodeBlock } from "#components/ui/code-block.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { VERIFY_SNIPPETS } from "./verify-snippets.ts";

/** How the receiver knows that a request comes from here: code to copy. */
export function VerifyHelp() {
  return (
    <div className="flex flex-col gap-3">
      <p>
        Every request is signed as Standard Webhooks describes, in <code className="mono">webhook-id</code>,{" "}
        <code className="mono">webhook-timestamp</code> and <code className="mono">webhook-signature</code>. During a
        rotation it carries a signature by either secret, so a receiver that knows one of them accepts it.
      </p>
      <Tabs
        label="Verification code"
        tabs={VERIFY_SNIPPETS.map(({ value, label, hint, code }) => ({
          value,
          label,
          content: (
            <div className="flex flex-col gap-2">
              <p className="mono text-faint">{hint}</p>
              <CodeBlock label={`Verify in ${label}`} text={code} />
            </div>
          ),
        }))}
      />
    </div>
  );
}
