/** A command that was not done, for a reason that the reader can act on. Printed as one line; the exit code is 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}
