import { tmpdir } from 'node:os'
import { readNumber } from '@trunkline/accounts'
import { sidFromUuid } from '@trunkline/wire'
import { VoiceError } from '../../errors.ts'
import type { MediaEngine } from '../../media/media.ts'
import type { Log } from '../../ports.ts'
import { endedLeg } from '../ended-leg.ts'
import type { DialOptions, DialTarget, Leg, LegProvider, TakeCall } from '../leg.ts'
import { answerByItself } from './answering-phone.ts'
import { HeardSound } from './heard-sound.ts'
import { HeldNumber } from './held-phone.ts'
import { PhoneLegCall } from './phone-call.ts'
import type { HeldPhone, HoldOptions, PhoneCall, Phones } from './phones.ts'
import { SoftLeg } from './soft-leg.ts'

/** Of what built-in phones are made. */
export interface PhoneDeskOptions {
  readonly media: Pick<MediaEngine, 'openVirtual' | 'record'>
  readonly ids: { uuid(): string }
  readonly log: Log
  /** UUID of the client that a number belongs to. */
  readonly ownerOf: (number: string) => string | null | Promise<string | null>
  readonly take: TakeCall
  /** Where sound is kept that was heard; the system's temporary folder where left out. */
  readonly folder?: string
  /** Phones that may be held at once. 1,000 where left out. */
  readonly most?: number
  /** How a phone that nobody holds behaves: rings so long, milliseconds, and goes after so many seconds without sound. */
  readonly answerAfterMs?: number
  readonly silenceSeconds?: number
}

/** Longest that a phone keeps what it hears. */
const mostHeardSeconds = 3_600

/** Telephones in this process: those that somebody holds, and those that answer by themselves. */
export class PhoneDesk implements Phones, LegProvider {
  readonly kinds = ['phone'] as const
  readonly #options: PhoneDeskOptions
  readonly #held = new Map<string, HeldNumber>()

  constructor(options: PhoneDeskOptions) {
    this.#options = options
  }

  isHeld(number: string): boolean {
    return this.#held.has(number)
  }

  async hold(text: string, { record = true, lines = 1 }: HoldOptions = {}): Promise<HeldPhone> {
    const { e164: number } = readNumber(text)
    if (number === null)
      throw new VoiceError(21211, `${text} is no phone number: give it with its country code, as in +14155550100.`)
    if (this.#held.has(number)) throw new VoiceError(21220, `Somebody holds ${number} already.`)
    if (this.#held.size >= (this.#options.most ?? 1_000)) throw new VoiceError(21220, 'Too many phones are held.')
    const held = new HeldNumber({
      ...{ number, lines, record },
      dial: (phone, to) => this.#dialOut(phone, to),
      onRelease: (phone) => {
        if (this.#held.get(number) === phone) this.#held.delete(number)
      },
    })
    this.#held.set(number, held)
    return held
  }

  async dial(target: DialTarget, { from, placement }: DialOptions): Promise<Leg> {
    const { ids } = this.#options
    const number = target.kind === 'phone' ? target.number : ''
    const held = this.#held.get(number)
    if (held?.free === false) return endedLeg(ids.uuid(), { cause: 'busy', by: 'party', sipCode: 486 })
    const { leg, call } = await this.#open('outbound', { from, to: number, placement, record: held?.record ?? false })
    // Whoever dials listens first.
    setImmediate(() => {
      leg.partyRings()
      if (leg.state === 'ended') return
      if (held === undefined) void answerByItself(leg, this.#options)
      else held.rings(call)
    })
    return leg
  }

  /** Hangs up all. */
  async stop(): Promise<void> {
    await Promise.all([...this.#held.values()].map((held) => held.release()))
  }

  async #dialOut(phone: HeldNumber, text: string): Promise<PhoneCall> {
    const { ownerOf, take, ids } = this.#options
    if (!phone.free) throw new VoiceError(21220, `${phone.number} has a call already.`)
    const { e164: number } = readNumber(text, readNumber(phone.number).country ?? undefined)
    if (number === null) throw new VoiceError(21211, `${text} is no phone number.`)
    const clientId = await ownerOf(number)
    if (clientId === null)
      throw new VoiceError(21211, `Nobody here has ${number}: a built-in phone reaches numbers of this server.`)
    const placement = ids.uuid()
    const { leg, call } = await this.#open('inbound', {
      from: phone.number,
      to: number,
      placement,
      record: phone.record,
    })
    const callSid = sidFromUuid('CA', ids.uuid())
    take({
      leg,
      clientId,
      from: phone.number,
      to: number,
      via: { kind: 'number', number },
      placement,
      callSid,
      parameters: {},
    })
    return call
  }

  async #open(
    direction: 'inbound' | 'outbound',
    { from, to, placement, record }: { from: string; to: string; placement: string; record: boolean },
  ): Promise<{ readonly leg: SoftLeg; readonly call: PhoneLegCall }> {
    const { media, ids } = this.#options
    const endpoint = await media.openVirtual({ placement })
    const leg = new SoftLeg({ id: ids.uuid(), kind: 'phone', direction, media: endpoint })
    const listen = record ? () => this.#listen(leg) : undefined
    return { leg, call: new PhoneLegCall({ leg, endpoint, from, to, listen }) }
  }

  async #listen(leg: SoftLeg): Promise<HeardSound | undefined> {
    const { media, folder = tmpdir(), log } = this.#options
    try {
      return await HeardSound.begin(media, leg.media, { folder, maxSeconds: mostHeardSeconds })
    } catch (err) {
      log.warn({ err }, 'what a built-in phone hears is not kept')
      return undefined
    }
  }
}
