import { type CastBusiness, healthy } from "./cast-business.ts";

/** Those whose tasks have a story. */
export const CAST_WITH_TASKS: readonly CastBusiness[] = [
  {
    name: "optician",
    lines: [
      ["created", "ext-optician-113", "60d"],
      ...healthy("lni_optician"),
      ["asked", ["categorize_transaction", "request_statement"], "12d"],
      ["asked", ["categorize_transaction", "request_statement"], "8d"],
      ["asked", ["request_statement"], "1d"],
    ],
  },
  {
    name: "carpenter",
    lines: [
      ["created", "ext-carpenter-114", "60d"],
      ...healthy("lni_carpenter"),
      ["asked", ["request_receipt"], "30d 1m"],
      ["completed", "20d"],
      ["asked", ["request_receipt"], "9d"],
      ["asked", ["request_receipt", "other"], "5d"],
    ],
  },
  {
    name: "brewery",
    lines: [
      ["created", "ext-brewery-115", "60d"],
      ...healthy("lni_brewery"),
      ["asked", ["categorize_transaction"], "15d"],
      ["asked", ["categorize_transaction"], "11d"],
    ],
  },
  {
    name: "yoga",
    lines: [
      ["created", "ext-yoga-116", "60d"],
      ...healthy("lni_yoga", "2d 5h 48m"),
      ["asked", ["reconnect_account", "request_receipt"], "1d 20h"],
      ["synced", "lni_yoga", "4h"],
    ],
  },
  {
    name: "bookshop",
    lines: [
      ["created", "ext-bookshop-117", "60d"],
      ...healthy("lni_bookshop"),
      ["asked", ["categorize_transaction", "request_receipt"], "10d 1m"],
      ["completed", "8d"],
    ],
  },
  {
    name: "gallery",
    lines: [
      ["created", "ext-gallery-118", "60d"],
      ...healthy("lni_gallery"),
      ["asked", ["categorize_transaction"], "25d 1h 1m"],
      ["completed", "25d"],
      ["asked", ["categorize_transaction"], "18d 3h 1m"],
      ["completed", "18d"],
      ["asked", ["categorize_transaction"], "11d 5h 1m"],
      ["completed", "11d"],
    ],
  },
];
