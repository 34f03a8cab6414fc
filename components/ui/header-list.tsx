import { CodeBlock } from "./code-block.tsx";

/** HTTP headers in the order sent, repeated names included. Secret values were masked where they were read. */
export function HeaderList({ label, headers }: { label: string; headers: readonly (readonly [string, string])[] }) {
  if (headers.length === 0) return <p className="text-faint">None.</p>;
  return <CodeBlock label={label} text={headers.map(([name, value]) => `${name}: ${value}`).join("\n")} wrap />;
}
