import { Prisma } from "#lib/db/generated/client.ts";

/** SQL text of a time as an `Instant`: the driver's Date has no microseconds. */
export function instantSql(time: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`to_char(${time}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** SQL text: the time columns of the table under the alias, each an `Instant` under its own name. */
export function instantColumns(alias: string, columns: readonly string[]): Prisma.Sql {
  const each = columns.map((column) => {
    const time = Prisma.raw(`${alias}.${column}`);
    return Prisma.sql`${instantSql(time)} AS ${Prisma.raw(column)}`;
  });
  return Prisma.join(each, ", ");
}
