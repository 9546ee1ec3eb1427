// The part of dynalite's interface that the local runner uses; the package brings no types of its own.
declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** Folder of the LevelDB store; in memory without it. */
    readonly path?: string;
    /** Milliseconds that a new table stays in CREATING. */
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }

  const createDynalite: (options?: DynaliteOptions) => Server;
  // biome-ignore lint/style/noDefaultExport: the package is CommonJS, with the function as its module.
  export default createDynalite;
}
