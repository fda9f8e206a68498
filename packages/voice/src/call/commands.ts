/** A question to the process that runs the calls. */
export interface Command {
  /** What is asked: `call.update`, `conference.mute`, …. */
  readonly kind: string
  /** UUID of the client who asks. */
  readonly clientId: string
  /** JSON. */
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * Does what a command asks and gives the answer, JSON. What it throws the asker gets: a VoiceError or ProblemError as it is, all else as 20500.
 */
export type CommandHandler = (command: Command) => Promise<unknown>

/** What is to be known of how a kind of command is done. */
export interface CommandRules {
  /** It waits for something to happen, as a poll for events does: it takes no place from those that are done at once. */
  readonly waits?: boolean
}

/**
 * The way from any process to the one that runs the calls. A command is a row with an answer; it is done at most once, and whoever waits longer than
 * five seconds is refused.
 */
export interface Commands {
  /** Says who does what; before the start. One handler a kind. */
  handle(kind: string, handler: CommandHandler, rules?: CommandRules): void
  /** @throws VoiceError 20500 when nobody answers in time; what the handler threw */
  ask(command: Command): Promise<unknown>
}
