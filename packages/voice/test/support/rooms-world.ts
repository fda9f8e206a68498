import { join as pathOf } from 'node:path'
import type { TestContext } from 'node:test'
import { migrations as accountMigrations } from '@trunkline/accounts'
import { migrations as eventMigrations, type FormCallback } from '@trunkline/events'
import type { Database } from '@trunkline/postgres'
import { eventually, quietLog, tempFolder } from '@trunkline/testkit'
import { createIdGenerator } from '@trunkline/wire'
import { handleConferenceCommands } from '../../src/conference/conference-commands.ts'
import type { ConferenceOptions } from '../../src/conference/conference-desk.ts'
import { createConferences } from '../../src/conference/conferences.ts'
import { createConferenceDesk } from '../../src/conference/create-conference-desk.ts'
import type { Interpreter } from '../../src/interpreter/program.ts'
import type { MediaEngine, VirtualEndpoint } from '../../src/media/media.ts'
import { createMediaEngine } from '../../src/media/media-engine.ts'
import { migrations } from '../../src/migrations.ts'
import { createRecordingDesk } from '../../src/recording/create-recording-desk.ts'
import { createRecordings } from '../../src/recording/recordings.ts'
import { type FakeCall, fakeCall } from './fake-call.ts'
import { localCommands } from './local-commands.ts'
import { heardBy, tone, tonesIn } from './tones.ts'

export const roomMigrations = [eventMigrations, accountMigrations, migrations]

const meter = { count() {}, gauge() {}, observe() {} }

/** What is heard in tests: who waits hears 1300 Hz, a beep is 1600 (enter) or 1900 Hz (exit). */
export const [music, enterBeep, exitBeep] = [1300, 1600, 1900]
/** What parties say. */
export const voices = [400, 700, 1000] as const
const all = [...voices, music, enterBeep, exitBeep, 2200, 2500]

/** A document is a tone: `https://wait.test/2200` plays it without end, `…/2500/once` for a moment, `…/fail` cannot be had. */
function toneInterpreter(): Interpreter & { readonly asked: { url: string; parameters: object }[] } {
  const asked: { url: string; parameters: object }[] = []
  return {
    asked,
    async run(call, program, { signal }) {
      if (!('document' in program)) throw new Error('only documents are run here')
      const { url } = program.document
      asked.push({ url, parameters: { ...call.parameters(), ...program.parameters } })
      const [, hertz = 'fail', once] = new URL(url).pathname.split('/')
      if (hertz === 'fail') return { kind: 'failed', code: 11200, reason: 'it cannot be had' }
      await call.leg.media.play(tone(Number(hertz), 1), { loops: once === undefined ? 0 : 1, signal })
      return signal.aborted ? { kind: 'aborted' } : { kind: 'done' }
    },
  }
}

/** A party: its call, and what it hears. */
export interface Party extends FakeCall {
  readonly phone: VirtualEndpoint
}

/** Opens the media of all tests of a file: workers are slow to start. Two, over which the parties are spread. */
export function openMedia(): MediaEngine {
  return createMediaEngine({ address: '127.0.0.1', ports: { from: 0, to: 0 }, workers: 2, log: quietLog, meter })
}

/** Conferences and recordings on a database, with real sound and phones in hand; `together`: all of them in one worker. */
export function makeRooms(t: TestContext, db: Database, media: MediaEngine, { together = false } = {}) {
  const clock = { now: () => Date.now() }
  const ids = createIdGenerator({ now: () => clock.now() })
  const clientId = ids.uuid()
  const folder = tempFolder(t)
  const url = (account: string, sid: string) => `https://here.test/2010-04-01/Accounts/${account}/Recordings/${sid}`
  const common = { db, clock, ids, log: quietLog, meter, media, url }
  const interpreter = toneInterpreter()
  const commands = localCommands()
  const recordingDesk = createRecordingDesk({ ...common, folder: pathOf(folder, 'recordings') })
  const sounds = {
    // So long that it is not over before somebody on a busy machine listens.
    beep: (moment: 'enter' | 'exit') => tone(moment === 'enter' ? enterBeep : exitBeep, 5),
    music: () => tone(music, 1),
  }
  const desk = createConferenceDesk({ ...common, recordings: recordingDesk, interpreter: () => interpreter, sounds })
  handleConferenceCommands(commands, desk)
  const conferences = createConferences({ db, clock, ids, commands })
  const recordings = createRecordings({ db, clock, commands })
  const parties: Party[] = []
  t.after(async () => {
    await desk.endTerm()
    await recordingDesk.endTerm()
    await Promise.all(parties.map(({ phone }) => phone.close()))
  })
  const party = async (): Promise<Party> => {
    const placement = together ? 'room' : `party-${parties.length}`
    const phone = await media.openVirtual({ placement })
    const made = Object.assign(fakeCall(clientId, phone), { phone, placement })
    parties.push(made)
    return made
  }
  /** A party that speaks without end in one of the voices. */
  const speaker = async (hertz: number): Promise<Party> => {
    const made = await party()
    void made.phone.speak(tone(hertz, 180))
    return made
  }
  const usual: ConferenceOptions = {
    ...{ name: 'room', muted: false, beep: 'false', startConferenceOnEnter: true, endConferenceOnExit: false },
    ...{ record: false, trimSilence: false },
  }
  const join = (who: Party, options: Partial<ConferenceOptions> = {}, signal = new AbortController().signal) =>
    desk.join(who, { ...usual, ...options }, signal)
  /** Waits until a party hears just that. */
  const hears = (who: Party, tones: readonly number[]) =>
    eventually(async () => {
      const heard = tonesIn(await heardBy(media, who.phone, folder), all)
      if (heard.join() !== tones.join())
        throw new Error(`hears ${heard.join() || 'nothing'}, not ${tones.join() || 'nothing'}`)
    }, 60_000)
  const told = async (): Promise<FormCallback['params'][]> => {
    const { rows } = await db.query<{ payload: FormCallback }>({
      text: `select payload from events_form_webhook where kind = 'conference-status' order by sequence`,
      values: [],
    })
    return rows.map(({ payload }) => payload.params)
  }
  const only = async () => {
    const [record] = await conferences.page(clientId, {}, { limit: 1 })
    if (record === undefined) throw new Error('there is no conference')
    return record
  }
  return {
    db,
    clock,
    clientId,
    folder,
    desk,
    recordingDesk,
    conferences,
    recordings,
    interpreter,
    party,
    speaker,
    join,
    hears,
    told,
    only,
    usual,
  }
}
