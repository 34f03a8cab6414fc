/** What people are told while the database cannot be used. */
export const DATABASE_AWAY =
  "The database does not answer, so nothing can be read or changed right now. Try again in a moment.";
