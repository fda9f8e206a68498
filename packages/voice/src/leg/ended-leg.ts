import type { MediaEndpoint } from '../media/media.ts'
import type { Leg, LegEnd } from './leg.ts'

const nothing = () => undefined
const off = () => nothing
const idle = async () => undefined

/** Sound of nobody. */
const closedEndpoint = (id: string): MediaEndpoint => ({
  id,
  play: async () => 'closed',
  sendDigits: idle,
  onDigit: off,
  injectDigit: nothing,
  bridge: async () => ({ end: idle }),
  figures: async () => ({ packetsSent: 0, packetsReceived: 0, packetsLost: 0, jitter: 0, strangers: 0 }),
  closed: Promise.resolve(),
  close: idle,
})

/** A leg that was over before it began: whoever was to be called cannot be. */
export function endedLeg(id: string, end: LegEnd): Leg {
  return {
    ...{ id, kind: 'phone', direction: 'outbound', state: 'ended', media: closedEndpoint(id), parameters: {} },
    answered: Promise.resolve(false),
    ended: Promise.resolve(end),
    onRinging: off,
    ...{ ring: idle, answer: idle, reject: idle, hangUp: idle },
  }
}
