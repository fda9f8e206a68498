import { readNumber } from '@trunkline/accounts'
import { ProblemError } from '@trunkline/wire'
import type { Command, Commands } from '../../call/commands.ts'
import type { FindRoute } from '../../call/voice-ports.ts'
import { VoiceError } from '../../errors.ts'
import type { Clock, Log } from '../../ports.ts'
import { PhoneSession } from './phone-session.ts'
import type { Phones } from './phones.ts'
import { type PhoneAction, phoneCommands } from './remote-phones.ts'

/** Of what the switchboard is made. */
export interface SwitchboardOptions {
  readonly commands: Commands
  readonly phones: Phones
  readonly clock: Clock
  readonly log: Log
  readonly ownerOf: (number: string) => string | null | Promise<string | null>
  readonly route: FindRoute
}

/** Phones that a client may hold at once. */
const mostOfClient = 50
/** A phone that nobody asks after for so long is put down, milliseconds. */
const forgottenAfter = 60_000
const lookEvery = 5_000
/** How long one question waits for something to happen: shorter than a command may take. */
const waitMs = 3_000

/** Holds phones for those who ask from afar, in the process that runs the calls. */
export class PhoneSwitchboard {
  readonly #options: SwitchboardOptions
  readonly #sessions = new Map<string, { readonly session: PhoneSession; askedAt: number }>()
  #looking: NodeJS.Timeout | undefined

  constructor(options: SwitchboardOptions) {
    this.#options = options
    const { commands } = options
    commands.handle(phoneCommands.hold, ({ clientId, body }) =>
      this.#hold(clientId, String(body.number), body.record === true),
    )
    commands.handle(
      phoneCommands.events,
      async (command) => this.#session(command).events(Number(command.body.after), waitMs),
      { waits: true },
    )
    commands.handle(phoneCommands.act, async (command) => ({ call: await this.#act(command) }))
  }

  start(): void {
    this.#looking = setInterval(() => this.#look(), lookEvery)
  }

  /** Puts all down. */
  async stop(): Promise<void> {
    clearInterval(this.#looking)
    const sessions = [...this.#sessions.values()]
    this.#sessions.clear()
    await Promise.all(sessions.map(({ session }) => session.release()))
  }

  async #hold(clientId: string, text: string, record: boolean): Promise<{ number: string }> {
    const number = e164Of(text)
    const mine = [...this.#sessions.values()].filter(({ session }) => session.clientId === clientId)
    if (mine.length >= mostOfClient)
      throw new ProblemError('rate-limited', `The client holds ${mine.length} phones already: put one down first.`)
    await this.#mayHold(clientId, number)
    const { phones, clock } = this.#options
    if (phones.isHeld(number)) throw new ProblemError('number-taken', `Somebody holds ${number} already.`)
    const session = new PhoneSession(clientId, await phones.hold(number, { record }), record)
    this.#sessions.set(number, { session, askedAt: clock.now() })
    return { number }
  }

  /** A client's own number; one of nobody's only where the client's calls to it end at built-in phones anyway. */
  async #mayHold(clientId: string, number: string): Promise<void> {
    const { ownerOf, route } = this.#options
    const owner = await ownerOf(number)
    if (owner === clientId) return
    if (owner === null && (await route(clientId, number))?.kind === 'loopback') return
    throw new ProblemError(
      'number-taken',
      `${number} is not a number of this client's, nor one that built-in phones answer.`,
    )
  }

  async #act(command: Command): Promise<string | null> {
    const session = this.#session(command)
    const action = command.body.action as PhoneAction
    try {
      return await session.act(action)
    } catch (error) {
      if (!(error instanceof VoiceError)) throw error
      throw new ProblemError(error.code === 21211 ? 'number-invalid' : 'validation-failed', error.message)
    } finally {
      if (action.action === 'release') this.#sessions.delete(e164Of(String(command.body.number)))
    }
  }

  /** Whoever asks is there. */
  #session({ clientId, body }: Command): PhoneSession {
    const found = this.#sessions.get(e164Of(String(body.number)))
    if (found === undefined || found.session.clientId !== clientId)
      throw new ProblemError('not-found', 'The client does not hold this phone.')
    found.askedAt = this.#options.clock.now()
    return found.session
  }

  #look(): void {
    const { clock, log } = this.#options
    for (const [number, { session, askedAt }] of this.#sessions) {
      if (clock.now() - askedAt < forgottenAfter) continue
      this.#sessions.delete(number)
      session
        .release()
        .catch((err: unknown) => log.warn({ err, number }, 'a phone that nobody asks after was not put down'))
    }
  }
}

function e164Of(text: string): string {
  const { e164 } = readNumber(text)
  if (e164 !== null) return e164
  throw new ProblemError(
    'number-invalid',
    `${text} is no phone number: give it with its country code, as in +14155550123.`,
  )
}
