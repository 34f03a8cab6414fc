import { Prisma } from "#lib/db/generated/client.ts";
import type { Environment } from "#lib/domain/environment.ts";

/** The source that a row of state is about, as `SOURCE_COLUMNS` selects it. */
export type SourceColumns = { slug: string; source_name: string; environment: Environment };

/** Of sources under the alias s. */
export const SOURCE_COLUMNS = Prisma.sql`s.slug, s.name AS source_name, s.environment`;

export function shownSource({ slug, source_name, environment }: SourceColumns) {
  return { source: slug, sourceName: source_name, environment };
}
