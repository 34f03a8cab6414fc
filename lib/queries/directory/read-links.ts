import { prisma } from "#lib/db/prisma.ts";
import { fillTemplate, type LinkIds, type LinkKind } from "#lib/domain/link-template.ts";

type Links = { name: string; url: string }[];

/**
 * The operators' own links of what belongs to a subject, by name, read at once for any number of rows. `more` are the
 * ids of a row beside those of the subject; a link that needs an id which is not known is left out.
 */
export async function readLinks(subject: LinkIds): Promise<(kind: LinkKind, more?: LinkIds) => Links> {
  const templates = await prisma.linkTemplate.findMany({
    select: { subjectKind: true, name: true, template: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  if (templates.length === 0) return () => [];
  const known = await withJoinedIds(subject);
  return (kind, more = {}) =>
    templates
      .filter(({ subjectKind }) => subjectKind === kind)
      .flatMap(({ name, template }) => {
        const url = fillTemplate(template, { ...known, ...more });
        return url === null ? [] : [{ name, url }];
      });
}

/** A user is known by the business's ids too where the directory has them in one entry. */
async function withJoinedIds(ids: LinkIds): Promise<LinkIds> {
  const { userId } = ids;
  if (!userId || (ids.businessId && ids.externalId)) return ids;
  const entry = await prisma.directoryEntry.findUnique({
    where: { userId },
    select: { businessId: true, externalId: true },
  });
  return {
    ...ids,
    businessId: ids.businessId ?? entry?.businessId,
    externalId: ids.externalId ?? entry?.externalId,
  };
}
