import { ADMIN_EMAIL, PASSWORD } from "./people.ts";

export const API_KEY = "stories-key-of-more-than-thirty-two-characters";

/** The environment that every story's installation gets: a first admin, a key, and destinations on this machine. */
export const STORY_ENV = {
  SIGNALBOX_ADMIN_EMAIL: ADMIN_EMAIL,
  SIGNALBOX_ADMIN_PASSWORD: PASSWORD,
  SIGNALBOX_BOOTSTRAP_API_KEY: API_KEY,
  SIGNALBOX_ALLOW_PRIVATE: "127.0.0.0/8",
};
