import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { LegBench } from '@trunkline/testkit'
import { tempFolder } from '@trunkline/testkit'
import type { DialOptions, IncomingCall, Leg } from '@trunkline/voice'
import { clientId, type SipBench, sipBench } from './sip-bench.ts'

const login = { username: 'party', password: 'secret-of-the-party' }
const options = (placement: string): DialOptions => ({
  ...{ clientId, callSid: 'CA1', from: '+14155550100', to: '+14155550199', placement },
})

/** Two SIP servers that call each other, each as a phone of the other: the one is what is tested, the other the telephone of the party. */
export async function openSipBench(t: TestContext, transport: 'udp' | 'tcp'): Promise<LegBench> {
  const [near, far] = [await sipBench(t, { users: [login] }), await sipBench(t, { users: [login] })]
  const call = ({ sip }: SipBench, to: SipBench, name: string) =>
    sip.dial(
      { kind: 'sip', uri: `sip:${name}@127.0.0.1:${to.sip.port};transport=${transport}`, ...login },
      options(name),
    )
  let count = 0
  return {
    media: near.media,
    async dial() {
      const name = `+14155551${String(++count).padStart(3, '0')}`
      const leg = await call(near, far, name)
      return { leg, party: partyOf(t, far, arrival(far, name)) }
    },
    async receive() {
      const name = `+14155552${String(++count).padStart(3, '0')}`
      const dialled = await call(far, near, name)
      const { leg } = await arrival(near, name)
      return { leg, party: partyOf(t, far, Promise.resolve(dialled)) }
    },
    dialNobody: () => near.sip.dial({ kind: 'sip', uri: 'sip:nobody@trunkline.localhost' }, options('nobody')),
  }
}

/** Pending for ever where the call never comes. */
function arrival({ calls, onArrival }: SipBench, to: string): Promise<IncomingCall> {
  return new Promise((resolve) => {
    const look = () => {
      const found = calls.find((call) => call.to === to)
      if (found) resolve(found)
    }
    onArrival(look)
    look()
  })
}

function partyOf(t: TestContext, { media }: SipBench, arriving: Promise<Leg | IncomingCall>): ReturnType<typeof party> {
  const state: { leg?: Leg } = {}
  const here = arriving.then((arrived) => {
    const leg = 'leg' in arrived ? arrived.leg : arrived
    state.leg = leg
    if (leg.direction === 'inbound') void leg.ring()
    return leg
  })
  return party(t, media, state, here)
}

function party(t: TestContext, media: SipBench['media'], state: { leg?: Leg }, here: Promise<Leg>) {
  const file = join(tempFolder(t), 'heard.wav')
  let digits = ''
  const recording = here.then((leg) => {
    leg.media.onDigit((digit) => {
      digits += digit
    })
    return media.record({ file, channels: [[{ endpoint: leg.media, track: 'inbound' }]] })
  })
  recording.catch(() => undefined) // A leg that is over at once can't be recorded.
  return {
    rings: () => state.leg?.state === 'ringing',
    connected: () => state.leg?.state === 'answered',
    over: () => state.leg?.state === 'ended',
    answer: async () => (await here).answer(),
    refuse: async () => (await here).reject('busy'),
    hangUp: async () => (await here).hangUp(),
    press: async (keys: string) => (await here).media.sendDigits(keys),
    digits: () => digits,
    say: async (sound: Int16Array) => void (await (await here).media.play(sound)),
    async heard() {
      await (await recording).stop()
      const bytes = await readFile(file)
      const data = bytes.subarray(bytes.indexOf('data') + 8)
      return Int16Array.from({ length: data.length >> 1 }, (_, at) => data.readInt16LE(at * 2))
    },
  }
}
