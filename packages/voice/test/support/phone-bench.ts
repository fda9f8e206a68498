import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import { type FarCall, type LegBench, type LegPair, quietLog, tempFolder } from '@trunkline/testkit'
import type { DialOptions, IncomingCall, Leg } from '../../src/leg/leg.ts'
import { HeardSound } from '../../src/leg/phone/heard-sound.ts'
import { createLineLegs } from '../../src/leg/phone/line-legs.ts'
import { PhoneDesk } from '../../src/leg/phone/phone-desk.ts'
import type { PhoneCall } from '../../src/leg/phone/phones.ts'
import type { MediaEngine } from '../../src/media/media.ts'
import { createMediaEngine } from '../../src/media/media-engine.ts'

const near = '+14155550100'
const far = '+14155550190'
const meter = { count() {}, gauge() {}, observe() {} }
const ids = { uuid: () => randomUUID() }

function openMedia(t: TestContext): MediaEngine {
  const media = createMediaEngine({ workers: 1, address: '127.0.0.1', ports: { from: 0, to: 0 }, log: quietLog, meter })
  t.after(() => media.stop())
  return media
}

const dialOptions = (): DialOptions => {
  const id = randomUUID()
  return { clientId: id, callSid: `CA${id.replaceAll('-', '')}`, from: near, to: far, placement: id }
}

/** Gives calls that come in to who waits for them, in their order. */
function incoming(): { take(call: IncomingCall): void; next(): Promise<IncomingCall> } {
  const calls: IncomingCall[] = []
  const waiting: ((call: IncomingCall) => void)[] = []
  return {
    take(call) {
      const next = waiting.shift()
      if (next === undefined) calls.push(call)
      else next(call)
    },
    next: () => {
      const call = calls.shift()
      return call === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(call)
    },
  }
}

/** A built-in phone that somebody holds. */
export async function openPhoneBench(t: TestContext): Promise<LegBench> {
  const media = openMedia(t)
  const { take, next } = incoming()
  const desk = new PhoneDesk({ media, ids, log: quietLog, take, ownerOf: () => randomUUID(), folder: tempFolder(t) })
  const held = await desk.hold(far, { lines: 100 })
  t.after(() => desk.stop())
  return {
    media,
    async dial() {
      const leg = await desk.dial({ kind: 'phone', number: far }, dialOptions())
      return { leg, party: callOf(await held.nextCall()) }
    },
    async receive() {
      const call = await held.dial(near)
      return { leg: (await next()).leg, party: callOf(call) }
    },
  }
}

const callOf = (call: PhoneCall): FarCall => ({
  rings: () => call.state === 'ringing',
  connected: () => call.state === 'answered',
  over: () => call.state === 'ended',
  digits: () => call.digits,
  answer: () => call.answer(),
  refuse: () => call.reject('busy'),
  hangUp: () => call.hangUp(),
  press: (digits) => call.press(digits),
  say: async (sound) => void (await call.speak(sound)),
  heard: () => call.heard(),
})

/** The two ends of an inside line: at the one is the leg, at the other one of the same kind, worked by hand. */
export async function openLineBench(t: TestContext): Promise<LegBench> {
  const media = openMedia(t)
  const { take, next } = incoming()
  const folder = tempFolder(t)
  const lines = createLineLegs({ media, ids, take, ownerOf: (number) => (number === far ? randomUUID() : null) })
  const open = async (): Promise<readonly [Leg, Leg]> => {
    const out = await lines.dial({ kind: 'line', number: far }, dialOptions())
    return [out, (await next()).leg]
  }
  const pair = async (leg: Leg, other: Leg): Promise<LegPair> => {
    if (other.direction === 'inbound') await other.ring()
    return { leg, party: await legParty(media, other, folder) }
  }
  return {
    media,
    dial: async () => pair(...(await open())),
    receive: async () => pair(...((await open()).toReversed() as [Leg, Leg])),
    dialNobody: () => lines.dial({ kind: 'line', number: '+14155550111' }, dialOptions()),
  }
}

/** A leg, worked as a person works a telephone: what we are told of it is what the person sees. */
async function legParty(media: MediaEngine, leg: Leg, folder: string): Promise<FarCall> {
  let digits = ''
  leg.media.onDigit((digit) => {
    digits += digit
  })
  // What comes in at this end is what was played into the other.
  const source = { endpoint: leg.media, track: 'inbound' as const }
  const begin = () => HeardSound.record(media, source, { folder, maxSeconds: 60 }).catch(() => undefined) // It is over already.
  const heard = leg.answered.then((yes) => (yes ? begin() : undefined))
  return {
    rings: () => leg.state === 'ringing',
    connected: () => leg.state === 'answered',
    over: () => leg.state === 'ended',
    digits: () => digits,
    async answer() {
      await leg.answer()
      await heard
    },
    refuse: () => leg.reject('busy'),
    hangUp: () => leg.hangUp(),
    press: (keys) => leg.media.sendDigits(keys),
    say: async (sound) => void (await leg.media.play(sound)),
    heard: async () => (await (await heard)?.take()) ?? new Int16Array(0),
  }
}
