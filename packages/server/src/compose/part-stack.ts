/**
 * What was started, stopped in reverse. Parts that are given with a name are told by it until they have ended, so that a stop which hangs
 * says where.
 */
export class PartStack extends AsyncDisposableStack {
  readonly #names = new Set<string>()
  #stopping = false

  /** The named parts that have not ended, in the order of their start, while the stack is disposed. */
  get unfinished(): readonly string[] {
    return this.#stopping ? [...this.#names] : []
  }

  /** As `defer`, with a name. */
  part(name: string, stop: () => Promise<void> | void): void {
    this.#names.add(name)
    this.defer(async () => {
      try {
        await stop()
      } finally {
        this.#names.delete(name)
      }
    })
  }

  override disposeAsync(): Promise<void> {
    this.#stopping = true
    return super.disposeAsync()
  }
}
