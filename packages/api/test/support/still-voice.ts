import type { Accounts } from '@trunkline/accounts'
import type { Events } from '@trunkline/events'
import {
  createCallGuard,
  createConferences,
  createMp3Encoder,
  createRecordings,
  createVoice,
  defaultCallLimits,
  type MediaEngine,
  type VoiceOptions,
} from '@trunkline/voice'

/** What calls stand on. */
export type StillVoiceParts = Pick<VoiceOptions, 'db' | 'clock' | 'ids' | 'sealer' | 'log'> & {
  readonly accounts: Accounts
  readonly events: Events
}

/** Calls as every process has them, and nobody who runs them: they are put into the queue and stay there. */
export function stillVoice({ accounts, events, ...base }: StillVoiceParts, publicRecordings = false) {
  const { db, clock, log, ids } = base
  const guard = createCallGuard({
    ...{ db, clock, log, limits: defaultCallLimits },
    isHere: async (number) => (await accounts.numbers.ownerOf(number)) !== null,
  })
  const voice = createVoice({
    ...{ ...base, accounts, guard, meter: { count() {}, gauge() {}, observe() {} } },
    // No call is ever dialled, so that there is no sound.
    media: {} as MediaEngine,
    route: async () => ({ kind: 'trunk', gateway: 'nowhere' }),
    onEvents: () => events.wake(),
  })
  const { calls, commands } = voice
  return {
    ...{ voice, calls, guard },
    recordings: createRecordings({ db, clock, commands }),
    conferences: createConferences({ db, clock, ids, commands }),
    mp3: createMp3Encoder(),
    publicRecordings,
    stop: () => voice.stop(),
  }
}
