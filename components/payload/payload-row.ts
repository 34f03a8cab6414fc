import type { JsonNode } from "#lib/domain/json-node.ts";

export interface PayloadRow {
  /** The indexes on the way here, so that repeated keys stay apart: "0.3.1". */
  id: string;
  parentId: string | null;
  depth: number;
  /** Null for the root. */
  key: string | null;
  isIndex: boolean;
  /** A later member of the same object has the same key: the last one counts. */
  superseded: boolean;
  /** As one writes it in a filter: "content.accounts[0].id". */
  path: string;
  node: JsonNode;
  childCount: number;
}

interface Child {
  key: string;
  isIndex: boolean;
  superseded: boolean;
  node: JsonNode;
}

/** Every row whose ancestors are all open, in the order sent. */
export function visibleRows(root: JsonNode, isOpen: (row: PayloadRow) => boolean): PayloadRow[] {
  const rows: PayloadRow[] = [];
  const top: PayloadRow = {
    id: "0",
    parentId: null,
    depth: 0,
    key: null,
    isIndex: false,
    superseded: false,
    path: "",
    node: root,
    childCount: childCountOf(root),
  };
  collect(top, isOpen, rows);
  return rows;
}

// Recursion is bounded: a document deeper than 64 levels is not parsed at all.
function collect(row: PayloadRow, isOpen: (row: PayloadRow) => boolean, rows: PayloadRow[]): void {
  rows.push(row);
  if (row.childCount === 0 || !isOpen(row)) return;
  childrenOf(row.node).forEach((child, index) => {
    const { node, ...label } = child;
    const path = pathOf(row.path, child);
    const childCount = childCountOf(node);
    collect(
      { id: `${row.id}.${index}`, parentId: row.id, depth: row.depth + 1, ...label, path, node, childCount },
      isOpen,
      rows,
    );
  });
}

function childrenOf(node: JsonNode): readonly Child[] {
  if (node.kind === "object") {
    return node.members.map(({ key, value, superseded }) => ({ key, isIndex: false, superseded, node: value }));
  }
  if (node.kind === "array") {
    return node.items.map((item, index) => ({ key: String(index), isIndex: true, superseded: false, node: item }));
  }
  return [];
}

function childCountOf(node: JsonNode): number {
  if (node.kind === "object") return node.members.length;
  return node.kind === "array" ? node.items.length : 0;
}

const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

function pathOf(parent: string, child: Child): string {
  if (child.isIndex) return `${parent}[${child.key}]`;
  if (!PLAIN_KEY.test(child.key)) return `${parent}[${JSON.stringify(child.key)}]`;
  return parent === "" ? child.key : `${parent}.${child.key}`;
}
