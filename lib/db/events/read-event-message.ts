import { prisma } from "#lib/db/prisma.ts";

export type EventMessage = {
  source: string;
  type: string;
  businessId: string | null;
  userId: string | null;
  occurredAt: Date | null;
  receivedAt: Date;
  flags: string[];
  /** The authenticated text; null when retention has deleted it. */
  body: Buffer | null;
};

/** A stored event as a destination would be told of it; null when there is none with this id. */
export async function readEventMessage(eventId: string): Promise<EventMessage | null> {
  const event = await prisma.event.findUnique({
    where: { id: eventId },
    select: {
      type: true,
      businessId: true,
      userId: true,
      occurredAt: true,
      receivedAt: true,
      flags: true,
      source: { select: { slug: true } },
    },
  });
  if (event === null) return null;
  const { source, ...rest } = event;
  const kept = await prisma.body.findFirst({
    where: { eventId, receivedAt: event.receivedAt },
    select: { raw: true, canonical: true },
  });
  const bytes = kept && (kept.canonical ?? kept.raw);
  return { ...rest, source: source.slug, body: bytes && Buffer.from(bytes) };
}
