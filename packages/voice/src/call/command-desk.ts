import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Subscription } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import { VoiceError } from '../errors.ts'
import type { Clock, Log } from '../ports.ts'
import {
  answerChannel,
  answerCommand,
  type CommandAnswer,
  type CommandRow,
  claimCommands,
  commandChannel,
  insertCommand,
  sweepCommands,
  takeAnswer,
  withdrawCommand,
} from '../store/command-store.ts'
import { Alarm } from './alarm.ts'
import type { Command, CommandHandler, CommandRules, Commands } from './commands.ts'

/** Of what the desk of commands is made. */
export interface CommandDeskOptions {
  readonly db: Pick<Database, 'query' | 'listen'>
  readonly clock: Clock
  readonly log: Log
  readonly ids: { uuid(): string }
  /** How long an asker waits, milliseconds. */
  readonly patience?: number
}

const pollMs = 250
const sweepEvery = 60_000
/** Commands that are under way at a time; those that wait for something to happen are counted apart, since they would keep all others out: each held phone asks for its events without end. */
const atOnce = 64
const mostWaiting = 2_000

/**
 * Commands by way of the database, and at once where asker and leader are the same process.
 *
 *   asked ──claimed──> under way ──> answered ──taken by the asker──> gone
 *     └── nobody leads: withdrawn after five seconds
 */
export class CommandDesk implements Commands {
  readonly #options: CommandDeskOptions
  readonly #patience: number
  readonly #handlers = new Map<string, CommandHandler>()
  readonly #waiting = new Map<string, () => void>()
  /** Kinds that wait for something to happen. */
  readonly #patient = new Set<string>()
  readonly #running = new Set<Promise<void>>()
  readonly #polls = new Set<Promise<void>>()
  #hearing: Promise<Subscription> | undefined
  #owner: string | undefined
  readonly #alarm = new Alarm(pollMs)

  constructor(options: CommandDeskOptions) {
    this.#options = options
    this.#patience = options.patience ?? 5_000
  }

  handle(kind: string, handler: CommandHandler, { waits = false }: CommandRules = {}): void {
    if (this.#handlers.has(kind)) throw new Error(`${kind} has a handler already`)
    this.#handlers.set(kind, handler)
    if (waits) this.#patient.add(kind)
  }

  async ask(command: Command): Promise<unknown> {
    const handler = this.#handlers.get(command.kind)
    if (this.#owner !== undefined && handler !== undefined) return handler(command)
    return this.#askOther(command)
  }

  /** Does what is asked, until the signal is given. `owner` names the term of leadership. */
  async serve(owner: string, signal: AbortSignal): Promise<void> {
    const { db, log } = this.#options
    this.#owner = owner
    const heard = await db.listen(commandChannel, () => this.#rouse())
    let swept = 0
    try {
      while (!signal.aborted) {
        this.#alarm.reset()
        const taken = await this.#takeSome(owner).catch((err: unknown) => {
          log.warn({ err }, 'commands to calls could not be read; trying again')
          return 0
        })
        const now = this.#options.clock.now()
        if (now - swept > sweepEvery) {
          swept = now
          await db
            .query(sweepCommands(new Date(now - sweepEvery)))
            .catch((err: unknown) => log.warn({ err }, 'old commands were not swept away'))
        }
        if (taken === 0) await this.#alarm.wait(signal)
      }
    } finally {
      this.#owner = undefined
      await heard.close()
      await Promise.all([...this.#running, ...this.#polls])
    }
  }

  /** Ends what listens in this process. */
  async close(): Promise<void> {
    const hearing = this.#hearing
    this.#hearing = undefined
    await (await hearing?.catch(() => undefined))?.close()
  }

  async #askOther(command: Command): Promise<unknown> {
    const { db, ids, clock } = this.#options
    this.#hearing ??= db.listen(answerChannel, (id) => this.#waiting.get(id)?.())
    await this.#hearing
    const id = ids.uuid()
    const now = clock.now()
    await db.query(insertCommand(id, command, new Date(now), new Date(now + this.#patience)))
    const answer = await this.#awaitAnswer(id)
    if (answer === undefined) {
      await db.query(withdrawCommand(id))
      throw new VoiceError(
        20500,
        'No process that runs calls has answered in time: see that one with the role voice is up.',
      )
    }
    if ('error' in answer) throw errorOf(answer.error)
    return answer.value
  }

  async #awaitAnswer(id: string): Promise<CommandAnswer | undefined> {
    const end = performance.now() + this.#patience
    try {
      for (;;) {
        const told = new Promise<void>((resolve) => this.#waiting.set(id, resolve))
        const { rows } = await this.#options.db.query<{ answer: CommandAnswer }>(takeAnswer(id))
        if (rows[0] !== undefined) return rows[0].answer
        const left = end - performance.now()
        if (left <= 0) return undefined
        const stop = new AbortController()
        await Promise.race([
          told,
          sleep(Math.min(pollMs, left), undefined, { signal: stop.signal }).catch(() => undefined),
        ])
        stop.abort()
      }
    } finally {
      this.#waiting.delete(id)
    }
  }

  async #takeSome(owner: string): Promise<number> {
    const { db, clock } = this.#options
    const room = atOnce - this.#running.size
    if (room <= 0) return 0
    const passedOver = this.#polls.size < mostWaiting ? [] : [...this.#patient]
    const { rows } = await db.query<CommandRow>(claimCommands(owner, new Date(clock.now()), room, passedOver))
    for (const row of rows) this.#begin(row)
    return rows.length
  }

  #begin(row: CommandRow): void {
    const among = this.#patient.has(row.kind) ? this.#polls : this.#running
    const running = this.#do(row).finally(() => {
      among.delete(running)
      this.#rouse()
    })
    among.add(running)
  }

  async #do({ id, kind, client_id: clientId, body }: CommandRow): Promise<void> {
    const { db, clock, log } = this.#options
    const answer = await this.#answerOf({ kind, clientId, body })
    try {
      await db.query(answerCommand(id, answer, new Date(clock.now())))
    } catch (err) {
      log.warn({ err, kind }, 'a command was done, and whoever asked could not be told')
    }
  }

  async #answerOf(command: Command): Promise<CommandAnswer> {
    const handler = this.#handlers.get(command.kind)
    if (handler === undefined) return { error: { code: 20500, message: `nobody here does ${command.kind}` } }
    try {
      return { value: (await handler(command)) ?? null }
    } catch (error) {
      if (error instanceof VoiceError || error instanceof ProblemError)
        return { error: { code: error.code, message: error.message } }
      this.#options.log.error({ err: error, kind: command.kind }, 'a command to calls failed')
      return { error: { code: 20500, message: 'the command failed; the log of the server says why' } }
    }
  }

  #rouse(): void {
    this.#alarm.wake()
  }
}

/** The error as it was thrown on the other side. */
function errorOf({ code, message }: { readonly code: number | string; readonly message: string }): Error {
  if (typeof code === 'number') return new VoiceError(code, message)
  return new ProblemError(code as ConstructorParameters<typeof ProblemError>[0], message)
}
