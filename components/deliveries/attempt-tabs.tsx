import { Tabs } from "#components/ui/tabs.tsx";
import type { AttemptRow } from "#lib/domain/api/deliveries.ts";
import { AttemptList } from "./attempt-list.tsx";
import { CompareAttempts } from "./compare-attempts.tsx";

interface Props {
  attempts: readonly AttemptRow[];
  canSeeResponses: boolean;
}

/** Every attempt; from the second on also two of them beside each other. */
export function AttemptTabs({ attempts, canSeeResponses }: Props) {
  const list = <AttemptList attempts={attempts} canSeeResponses={canSeeResponses} />;
  if (attempts.length < 2) return list;
  return (
    <Tabs
      label="Attempts"
      tabs={[
        { value: "all", label: `All ${attempts.length}`, content: list },
        {
          value: "compare",
          label: "Compare two",
          content: <CompareAttempts attempts={attempts} canSeeResponses={canSeeResponses} />,
        },
      ]}
    />
  );
}
