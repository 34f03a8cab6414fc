import { DeliveriesTable } from "#components/deliveries/deliveries-table.tsx";
import { Section } from "#components/ui/section.tsx";
import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";
import type { NotSent } from "#lib/domain/api/events.ts";
import { NotSentList } from "./not-sent-list.tsx";

interface Props {
  deliveries: readonly DeliveryRow[];
  notSent: readonly NotSent[];
}

/** Where an event went, and where it did not and why. */
export function EventDeliveries({ deliveries, notSent }: Props) {
  return (
    <>
      <Section title="Deliveries">
        {deliveries.length === 0 ? (
          <p className="text-faint">
            {notSent.length === 0
              ? "There is no destination. Create one, then replay this event to it."
              : "No destination took this event when it arrived. Replay sends it to those you choose."}
          </p>
        ) : (
          <DeliveriesTable deliveries={deliveries} within="event" />
        )}
      </Section>
      {notSent.length === 0 ? null : (
        <Section title="Not sent">
          <NotSentList entries={notSent} />
        </Section>
      )}
    </>
  );
}
