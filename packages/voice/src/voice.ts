import type { Database, Leadership, Sealer } from '@trunkline/postgres'
import { CallDesk } from './call/call-desk.ts'
import { CallQueue } from './call/call-queue.ts'
import { CallService } from './call/call-service.ts'
import type { Calls } from './call/calls.ts'
import { CommandDesk } from './call/command-desk.ts'
import type { Commands } from './call/commands.ts'
import { endForeignCalls } from './call/end-foreign-calls.ts'
import type { Dialer, RunningCall } from './call/running-call.ts'
import { openAuth, openProgram, sealRequest } from './call/sealed-request.ts'
import type { CallAccounts, FindRoute, SipCaller } from './call/voice-ports.ts'
import { within } from './call/within.ts'
import type { CallGuard } from './guard/call-guard.ts'
import type { Interpreter } from './interpreter/program.ts'
import type { LegProvider, TakeCall } from './leg/leg.ts'
import { createLineLegs } from './leg/phone/line-legs.ts'
import { PhoneDesk, type PhoneDeskOptions } from './leg/phone/phone-desk.ts'
import { PhoneSwitchboard } from './leg/phone/phone-switchboard.ts'
import type { Phones } from './leg/phone/phones.ts'
import { createRemotePhones, type RemotePhones } from './leg/phone/remote-phones.ts'
import type { MediaEngine } from './media/media.ts'
import type { Clock, Log, Meter } from './ports.ts'
import type { RecordingDesk } from './recording/recording-desk.ts'

/** Something that works only in the process that runs the calls: listens for SIP, mends conferences. */
export interface ActivePart {
  readonly name: string
  /** The process leads from now on. */
  start(): Promise<void>
  /** It leads no longer. Called after the calls were ended. */
  stop(): Promise<void>
}

/** Calls of one process: asked by every one, run by the one that leads. */
export interface Voice {
  readonly calls: Calls
  readonly commands: Commands
  /** Places calls on behalf of a document. */
  readonly dialer: Dialer
  /** Takes calls that come in. */
  readonly take: TakeCall
  /** Built-in phones of this process; they ring while it leads. */
  readonly phones: Phones
  /** Built-in phones in the hands of others, of whichever process. */
  readonly remotePhones: RemotePhones
  /** `active`: runs the calls; `standby`: another process does; `stopped`: takes no part. */
  readonly state: 'active' | 'standby' | 'stopped'
  /** How many calls are live in this process. */
  readonly live: number
  /** Active parts that could not be started, by name. */
  readonly faults: readonly string[]
  /** A call that lives in this process. */
  find(callSid: string): RunningCall | undefined
  /** Gives it what is made of it: the interpreter and who records stand on the dialer and the commands. Before the start. */
  use(parts: VoiceParts): void
  /** Stands for election as the one that runs calls. Safe to call twice. */
  start(): Promise<void>
  /** Ends all calls, those that were answered as completed, within some seconds; leaves the lead to another. Safe to call twice. */
  stop(): Promise<void>
}

/** What stands on voice itself. */
export interface VoiceParts {
  readonly interpreter: Interpreter
  readonly recordings?: RecordingDesk
  /** Beside the built-in phones and lines. */
  readonly legs?: readonly LegProvider[]
  readonly active?: readonly ActivePart[]
}

/** Of what voice is made. */
export interface VoiceOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  readonly ids: { uuid(): string }
  readonly sealer: Pick<Sealer, 'seal' | 'open'>
  readonly accounts: CallAccounts & {
    readonly numbers: { ownerOf(number: string): string | null | Promise<string | null> }
  }
  readonly media: Pick<MediaEngine, 'openVirtual' | 'openLine' | 'record'>
  readonly route: FindRoute
  readonly guard?: CallGuard
  /** Whether a client may call and be called; all may where left out. */
  readonly mayCall?: (clientId: string) => Promise<boolean>
  /** Phones that are registered here: which number their calls come from. */
  readonly sipCaller?: (clientId: string, username: string) => Promise<SipCaller | undefined>
  /** Events were committed. */
  readonly onEvents: () => void
  /** Calls that may live at once. 2,000 where left out. */
  readonly most?: number
  /** Calls a second of a client that are dialled where the guard does not say. 50 where left out. */
  readonly perSecond?: number
  /** Pause before a part is started again that could not be, milliseconds. 10,000 where left out. */
  readonly openAgainMs?: number
  readonly phones?: Pick<PhoneDeskOptions, 'folder' | 'most' | 'answerAfterMs' | 'silenceSeconds'>
}

/** Name under which the lead is held. */
const leadershipName = 'voice'
/** How long calls that are hung up may take to be written down, milliseconds. */
const graceMs = 5_000
const usualPauseMs = 10_000
const openWithinMs = 10_000

class VoiceService implements Voice {
  readonly calls: Calls
  readonly commands: CommandDesk
  readonly phones: PhoneDesk
  readonly remotePhones: RemotePhones
  readonly #switchboard: PhoneSwitchboard
  readonly #options: VoiceOptions
  readonly #desk: CallDesk
  readonly #queue: CallQueue
  readonly #lines: LegProvider
  readonly #faults = new Set<string>()
  #parts: VoiceParts | undefined
  #leadership: Leadership | undefined
  #active = false

  constructor(options: VoiceOptions) {
    const { db, clock, log, meter, ids, media, accounts, route, guard, onEvents } = options
    this.#options = options
    const ground = { db, clock, log, meter, ids, onEvents }
    const ownerOf = (number: string) => accounts.numbers.ownerOf(number)
    this.commands = new CommandDesk({ db, clock, log, ids })
    this.phones = new PhoneDesk({ media, ids, log, ownerOf, take: this.take, ...options.phones })
    this.remotePhones = createRemotePhones(this.commands)
    this.#switchboard = new PhoneSwitchboard({
      clock,
      log,
      ownerOf,
      route,
      commands: this.commands,
      phones: this.phones,
    })
    this.#lines = createLineLegs({ media, ids, ownerOf, take: this.take })
    this.#desk = new CallDesk({
      ...{ ground, accounts, guard, route, most: options.most ?? 2_000 },
      interpreter: () => this.#made.interpreter,
      recordings: () => this.#parts?.recordings,
      legs: () => [this.phones, this.#lines, ...(this.#parts?.legs ?? [])],
      isHeld: (number) => this.phones.isHeld(number),
      sipCaller: options.sipCaller ?? (async () => undefined),
      mayCall: options.mayCall ?? (async () => true),
      openAuth: (row) => openAuth(options.sealer, row),
      openProgram: (row) => openProgram(options.sealer, row),
    })
    const usual = options.perSecond ?? 50
    this.#queue = new CallQueue({
      ground,
      perSecond: async (clientId) => (await guard?.perSecond(clientId)) ?? usual,
      room: () => this.#desk.room,
      place: (row) => this.#desk.place(row),
    })
    this.calls = new CallService({
      ...{ ground, accounts, guard, route, commands: this.commands, desk: this.#desk, writer: this.#desk.writer },
      seal: (request, id) => sealRequest(options.sealer, request, id),
      onQueued: () => this.#queue.wake(),
    })
  }

  readonly take: TakeCall = (call) => this.#desk.take(call)

  get dialer(): Dialer {
    return this.#desk
  }
  get state(): Voice['state'] {
    if (this.#leadership === undefined) return 'stopped'
    return this.#active ? 'active' : 'standby'
  }
  get live(): number {
    return this.#desk.size
  }
  get faults(): readonly string[] {
    return [...this.#faults]
  }

  find(callSid: string): RunningCall | undefined {
    return this.#desk.find(callSid)
  }

  use(parts: VoiceParts): void {
    this.#parts = parts
  }

  async start(): Promise<void> {
    this.#leadership ??= this.#options.db.lead(leadershipName, (signal) => this.#lead(signal))
  }

  async stop(): Promise<void> {
    const leadership = this.#leadership
    this.#leadership = undefined
    await leadership?.stop()
    await this.phones.stop()
    await this.commands.close()
  }

  get #made(): VoiceParts {
    if (this.#parts === undefined) throw new Error('voice has no interpreter: call use() first')
    return this.#parts
  }

  /** What the leader does: ends what is left of the one before, opens the doors, dials what waits. */
  async #lead(signal: AbortSignal): Promise<void> {
    const { db, clock, log, meter, ids, onEvents } = this.#options
    const owner = ids.uuid()
    await endForeignCalls({ db, clock, log, meter, ids, onEvents }, this.#desk.writer, owner)
    const parts = this.#made.active ?? []
    this.#desk.open(owner)
    this.#active = true
    this.#switchboard.start()
    // Whoever waits for news of a phone would hold up the end.
    signal.addEventListener('abort', () => void this.#switchboard.stop(), { once: true })
    try {
      // One that takes long must not keep the others waiting for ever.
      await within(openWithinMs, Promise.all(parts.map((part) => this.#open(part, signal))))
      await Promise.all([this.#queue.run(owner, signal), this.commands.serve(owner, signal)])
    } finally {
      this.#active = false
      await this.#switchboard.stop()
      await this.#desk.close(graceMs)
      await Promise.all(parts.map((part) => this.#shut(part)))
    }
  }

  /** One that cannot start leaves the others to work, and is tried again. */
  async #open(part: ActivePart, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    try {
      await part.start()
      this.#faults.delete(part.name)
    } catch (err) {
      this.#faults.add(part.name)
      this.#options.log.error(
        { err, part: part.name },
        'a part of voice could not be started; the others work without it',
      )
      const again = setTimeout(() => void this.#open(part, signal), this.#options.openAgainMs ?? usualPauseMs)
      signal.addEventListener('abort', () => clearTimeout(again), { once: true })
    }
  }

  async #shut(part: ActivePart): Promise<void> {
    try {
      await part.stop()
    } catch (err) {
      this.#options.log.error({ err, part: part.name }, 'a part of voice could not be stopped')
    }
  }
}

/** Makes the calls of one process; `use` gives it the parts that stand on it, `start` has it take part in running calls. */
export function createVoice(options: VoiceOptions): Voice {
  return new VoiceService(options)
}
