import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const CHAR_TYPE = 18;
const BPCHAR_TYPE = 1042;

/**
 * Which columns of a result were of the catalogue type "char".
 * @type {WeakMap<object, number[]>}
 */
const charColumns = new WeakMap();

/** The adapter refuses the catalogue type "char", which only the schema engine reads: it is handed over as bpchar. */
class EngineClient extends pg.Client {
  /**
   * @override
   * @param {any[]} args
   * @returns {any}
   */
  query(...args) {
    const callback = args.at(-1);
    const query = /** @type {(...args: any[]) => any} */ (super.query.bind(this));
    if (typeof callback !== "function") return query(...args).then(relabel);
    return query(...args.slice(0, -1), (/** @type {unknown} */ error, /** @type {any} */ result) =>
      callback(error, relabel(result)),
    );
  }
}

/** @param {any} results */
function relabel(results) {
  for (const result of [results].flat()) {
    /** @type {{ dataTypeID: number }[]} */
    const fields = result?.fields ?? [];
    const chars = fields.flatMap((field, index) => (field.dataTypeID === CHAR_TYPE ? [index] : []));
    for (const field of fields) if (field.dataTypeID === CHAR_TYPE) field.dataTypeID = BPCHAR_TYPE;
    if (chars.length > 0) charColumns.set(result.rows, chars);
  }
  return results;
}

/** @param {any} queryable */
function patchQueryable(queryable) {
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (/** @type {unknown} */ query) => {
    const result = await queryRaw(query);
    for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return queryable;
}

/** @param {any} adapter */
function patchAdapter(adapter) {
  // The adapter splits scripts at every semicolon, which breaks functions and quoted text.
  adapter.executeScript = async (/** @type {string} */ sql) => {
    try {
      await adapter.underlyingDriver().query(sql);
    } catch (error) {
      adapter.onError(error);
    }
  };
  const startTransaction = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (/** @type {unknown} */ level) => patchQueryable(await startTransaction(level));
  return patchQueryable(adapter);
}

class EngineAdapter extends PrismaPg {
  /** @override */
  async connect() {
    return patchAdapter(await super.connect());
  }

  /** @override */
  async connectToShadowDb() {
    /** @type {any} */
    const shadow = await super.connectToShadowDb();
    const pool = shadow.underlyingDriver();
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      // The adapter would drop the database while its own pool is still connected to it.
      await pool.end();
      pool.end = async () => undefined;
      await dispose();
    };
    return patchAdapter(shadow);
  }
}

/**
 * Takes settings one by one and never a connection string: that would win over the shadow database's name.
 * @param {Record<string, any>} settings
 * @param {string | undefined} schema
 */
export function createEngineAdapter(settings, schema) {
  const options = { ...settings, connectionTimeoutMillis: 10_000, Client: EngineClient };
  return new EngineAdapter(options, schema === undefined ? {} : { schema });
}
