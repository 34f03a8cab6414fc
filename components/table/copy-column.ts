/** One column of rows copied as text. */
export interface CopyColumn<Row> {
  header: string;
  /** Null is an empty cell. */
  text: (row: Row) => string | number | null;
}
