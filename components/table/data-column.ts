import type { ReactNode } from "react";

export interface DataColumn<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** In the leading cell: what stands behind the row's link and must not be a part of it, such as ids to copy. */
  beside?: (row: Row) => ReactNode;
  /** A Tailwind width class such as "w-40"; columns without one share the rest. */
  width?: string;
  align?: "end";
  /**
   * Where the cell goes under 720 px, where a row becomes two lines: "lead" and "aside" share the first,
   * "detail" cells follow on the second, "hide" leaves the cell to the detail page.
   */
  narrow: "lead" | "aside" | "detail" | "hide";
}
