/** The migrated database that each test file's own one is copied from. */
export const TEMPLATE_DATABASE = "signalbox_template";

declare module "vitest" {
  interface ProvidedContext {
    /** The maintenance database of the run's cluster. */
    clusterUrl: string;
  }
}
