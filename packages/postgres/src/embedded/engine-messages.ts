/** What the main thread and the engine's thread say to each other. */

export interface EngineOptions {
  /** The cluster's folder. */
  readonly folder: string
  /** fsync on. Off is for tests alone. */
  readonly durable: boolean
}

/** To the engine: a unit of PostgreSQL's wire protocol, or the wish that it checkpoints and ends. */
export type EngineRequest =
  | { readonly kind: 'unit'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'close' }

/** From the engine: it is open, or the server's bytes in answer to a unit. */
export type EngineMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly bytes: Uint8Array<ArrayBuffer> }
