import { type CastBusiness, healthy } from "./cast-business.ts";

/** Those whose own status or ids have a story. */
export const CAST_WITH_STATUS: readonly CastBusiness[] = [
  {
    name: "garage",
    lines: [
      ["created", "ext-garage-119", "30d"],
      ["connected", "lni_garage", "29d"],
      ["synced", "lni_garage", "7d 10m"],
      ["asked", ["request_receipt"], "6d 3h 1m"],
      ["completed", "5d 2h"],
      ["synced", "lni_garage", "2d 6h 35m"],
      ["synced", "lni_garage", "10m"],
    ],
  },
  {
    name: "harbor",
    lines: [
      ["created", "ext-harbor-120", "60d"],
      ...healthy("lni_harbor", "7d 5m"),
      ["deactivated", "ext-harbor-120", "15d"],
      ["activated", "ext-marina-220", "14d"],
      ["synced", "lni_harbor", "5m"],
    ],
  },
  {
    name: "nursery",
    lines: [
      ["created", "ext-nursery-121", "60d"],
      ...healthy("lni_nursery", "11d"),
      ["deactivated", "ext-nursery-121", "10d"],
      ["synced", "lni_nursery", "3d"],
      ["asked", ["other"], "1d 21h"],
    ],
  },
  {
    name: "marina",
    lines: [
      ["created", "ext-marina-122", "40d"],
      ["deactivated", "ext-marina-122", "10d"],
    ],
  },
  {
    name: "skatepark",
    lines: [
      ["created", "ext-skatepark-123", "60d"],
      ...healthy("lni_skatepark", "7d"),
      ["expired", "lni_skatepark", "6d"],
      ["asked", ["other", "reconnect_account"], "5d 12h"],
      ["deactivated", "ext-skatepark-123", "5d"],
    ],
  },
  {
    name: "lighthouse",
    lines: [
      ["created", "ext-lighthouse-124", "30d"],
      ["activated", "ext-lighthouse-124", "3d 12h"],
      ["deactivated", "ext-lighthouse-124", "3d 12h"],
    ],
  },
  { name: "new_cafe", lines: [["created", "ext-new-cafe-125", "1d 18h"]] },
  { name: "new_gym", lines: [["created", "ext-new-gym-126", "5d"]] },
  {
    name: "new_deli",
    lines: [
      ["created", "ext-new-deli-127", "3d"],
      ["connected", "lni_new_deli", "2d 20h"],
      ["synced", "lni_new_deli", "6h"],
    ],
  },
];
