import { DeliveriesTable } from "#components/deliveries/deliveries-table.tsx";
import { Section } from "#components/ui/section.tsx";
import type { EventDetail } from "#lib/domain/api/events.ts";
import { NotSentList } from "./not-sent-list.tsx";

interface Props {
  event: Pick<EventDetail, "id" | "type" | "source" | "deliveries" | "notSent" | "notArrived">;
  canRedeliver: boolean;
}

/** Where an event went, and where it did not and why. */
export function EventDeliveries({ event, canRedeliver }: Props) {
  const { deliveries, notSent, notArrived } = event;
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
      {notSent.length + notArrived.length === 0 ? null : (
        <Section title="Who did not get it">
          <NotSentList
            event={event}
            notSent={notSent}
            notArrived={notArrived}
            deliveries={deliveries}
            canRedeliver={canRedeliver}
          />
        </Section>
      )}
    </>
  );
}
