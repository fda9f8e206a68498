import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { migrations as accountMigrations } from '@trunkline/accounts'
import { migrations as eventMigrations, type FormCallback } from '@trunkline/events'
import type { Database } from '@trunkline/postgres'
import { describeOnEachEngine, fakeClock, quietLog, eventually as soon, tempFolder } from '@trunkline/testkit'
import { createIdGenerator, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { wavHeader } from '../src/audio/wav-write.ts'
import type { MediaEndpoint } from '../src/media/media.ts'
import { migrations } from '../src/migrations.ts'
import { createRecordingDesk } from '../src/recording/create-recording-desk.ts'
import { callChannels, handleRecordingCommands } from '../src/recording/recording-commands.ts'
import { createRecordings, currentRecording } from '../src/recording/recordings.ts'
import { partBytes } from '../src/recording/sound-parts.ts'
import { insertRecording, type NewRecording } from '../src/store/recording-store.ts'
import { type FakeCall, fakeCall } from './support/fake-call.ts'
import { fakeRecording } from './support/fake-recorder.ts'
import { localCommands } from './support/local-commands.ts'

/** Waits for what takes a moment, on a busy machine too. */
const eventually = (assertion: () => unknown): Promise<void> => soon(assertion, 30_000)

const meter = { count() {}, gauge() {}, observe() {} }
const endpoint = {} as MediaEndpoint
const everything = {
  url: 'https://example.com/told',
  method: 'POST',
  events: ['in-progress', 'completed', 'absent'],
} as const

function makeWorld(t: TestContext, db: Database, folder = join(tempFolder(t), 'recordings')) {
  const clock = fakeClock()
  const ids = createIdGenerator({ now: () => clock.now() })
  const clientId = ids.uuid()
  const media = fakeRecording()
  const commands = localCommands()
  const url = (account: string, sid: string) => `https://here.test/2010-04-01/Accounts/${account}/Recordings/${sid}`
  const desk = createRecordingDesk({ db, clock, ids, log: quietLog, meter, media, folder, url })
  t.after(() => desk.endTerm())
  const calls = new Map<string, FakeCall>()
  handleRecordingCommands(commands, desk, { find: (sid) => calls.get(sid) })
  const recordings = createRecordings({ db, clock, commands })
  const call = fakeCall(clientId, endpoint)
  calls.set(call.sid, call)
  const told = async (): Promise<FormCallback['params'][]> => {
    const { rows } = await db.query<{ payload: FormCallback }>({
      text: 'select payload from events_form_webhook order by id',
      values: [],
    })
    return rows.map(({ payload }) => payload.params)
  }
  const status = async (sid: string) => (await recordings.get(clientId, sid))?.status
  const options = { source: 'RecordVerb', channels: callChannels(call, 'mono', 'inbound'), trimSilence: false } as const
  return { clock, clientId, media, desk, recordings, call, calls, folder, told, status, options }
}

/** Samples that say where they stand. */
const ramp = (length: number): Int16Array => Int16Array.from({ length }, (_, index) => (index * 7) % 30_000)

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

describeOnEachEngine('recordings', [eventMigrations, accountMigrations, migrations], (open) => {
  test('what was recorded is put into the database in parts, the file is removed, and the client is told', async (t) => {
    const { desk, call, media, recordings, clientId, told, options, folder, clock } = makeWorld(t, await open(t))
    await desk.startTerm()
    const active = await desk.begin(call, { ...options, callback: everything })
    const samples = ramp(partBytes / 2 + 5_000)
    await media.recorders[0]?.write(samples)
    clock.advance(17_000)
    await active.stop()
    await eventually(async () => assert.equal((await recordings.get(clientId, active.sid))?.status, 'completed'))
    await eventually(() => assert.deepEqual(readdirSync(folder), []))
    const record = await recordings.get(clientId, active.sid)
    assert.ok(record)
    assert.deepEqual(
      [record.durationSeconds, record.channels, record.source, record.callSid, record.bytes],
      [17, 1, 'RecordVerb', call.sid, samples.byteLength],
    )
    const wav = recordings.wav(record, false)
    const file = await bytesOf(wav.read(0, wav.length))
    assert.equal(file.length, 44 + samples.byteLength)
    assert.deepEqual(file.subarray(0, 44), Buffer.from(wavHeader({ channels: 1, dataBytes: samples.byteLength })))
    assert.deepEqual(file.subarray(44), Buffer.from(samples.buffer))
    assert.deepEqual(await bytesOf(wav.read(30, partBytes + 61)), file.subarray(30, partBytes + 61))
    const [began, ended] = await told()
    assert.deepEqual(began, {
      AccountSid: sidFromUuid('AC', clientId),
      CallSid: call.sid,
      RecordingSid: active.sid,
      RecordingUrl: active.url,
      RecordingStatus: 'in-progress',
      RecordingChannels: '1',
      RecordingStartTime: 'Fri, 20 Nov 2026 12:00:00 +0000',
      RecordingSource: 'RecordVerb',
      RecordingTrack: 'both',
    })
    assert.deepEqual({ ...began, RecordingStatus: 'completed', RecordingDuration: '17' }, ended)
  })

  test('a recording of two channels is read with both, or mixed into one', async (t) => {
    const { desk, call, media, recordings, clientId, options, status } = makeWorld(t, await open(t))
    const active = await desk.begin(call, { ...options, channels: callChannels(call, 'dual', 'both') })
    const frames = partBytes / 2
    const samples = Int16Array.from({ length: frames * 2 }, (_, at) => (at % 2 === 0 ? (at >> 1) % 20_000 : 20_000))
    await media.recorders[0]?.write(samples)
    call.end()
    await eventually(async () => assert.equal(await status(active.sid), 'completed'))
    const record = await recordings.get(clientId, active.sid)
    assert.ok(record)
    const mono = recordings.wav(record, true)
    assert.equal(mono.length, 44 + frames * 2)
    const file = await bytesOf(mono.read(0, mono.length))
    assert.equal(file.readUInt16LE(22), 1)
    assert.equal(file.readInt16LE(44 + 2 * 1_000), 21_000)
    assert.equal(file.readInt16LE(44 + 2 * 19_999), 32_767)
    for (const [from, until] of [
      [45, 46],
      [44, 45],
      [131_071, 131_120],
      [file.length - 3, file.length],
    ] as const) {
      assert.deepEqual(await bytesOf(mono.read(from, until)), file.subarray(from, until), `${from}-${until}`)
    }
    let length = 0
    for await (const part of recordings.pcm(record, true)) length += part.length
    assert.equal(length, frames)
  })

  test('a recording without a sound is absent, and its client is told why', async (t) => {
    const { desk, call, media, told, options, status } = makeWorld(t, await open(t))
    const short = await desk.begin(call, { ...options, callback: everything })
    await short.stop()
    await eventually(async () => assert.equal(await status(short.sid), 'absent'))
    const silent = await desk.begin(call, {
      ...options,
      trimSilence: true,
      callback: { ...everything, events: ['absent'] },
    })
    await media.recorders[1]?.finish('silence', false)
    await eventually(async () => assert.equal(await status(silent.sid), 'absent'))
    const words = (await told()).map(({ RecordingStatus, ErrorCode }) => [RecordingStatus, ErrorCode])
    assert.deepEqual(words, [
      ['in-progress', undefined],
      ['absent', '16101'],
      ['absent', '16102'],
    ])
  })

  test('nothing is recorded where no file can be written, and nothing is left of it', async (t) => {
    const { desk, call, media, recordings, clientId, options, folder } = makeWorld(t, await open(t))
    media.fails = true
    await assert.rejects(desk.begin(call, options), { code: 20500 })
    assert.deepEqual(await recordings.page(clientId, {}, { limit: 10 }), [])
    assert.deepEqual(readdirSync(folder), [])
  })

  test('a call is recorded, paused and stopped through REST, from any process', async (t) => {
    const { call, media, recordings, clientId, status } = makeWorld(t, await open(t))
    const request = { channels: 'dual', track: 'both', trimSilence: false } as const
    const begun = await recordings.start(clientId, call.sid, request)
    assert.deepEqual([begun.status, begun.channels, begun.source], ['in-progress', 2, 'StartCallRecordingAPI'])
    await assert.rejects(recordings.start(clientId, call.sid, request), { code: 16108 })
    const of = { callSid: call.sid }
    const paused = await recordings.update(clientId, of, currentRecording, { status: 'paused', pause: 'skip' })
    assert.deepEqual([paused.sid, paused.status], [begun.sid, 'paused'])
    assert.equal(await status(begun.sid), 'paused')
    await recordings.update(clientId, of, begun.sid, { status: 'in-progress', pause: 'silence' })
    await media.recorders[0]?.write(ramp(32_000))
    const stopped = await recordings.update(clientId, of, begun.sid, { status: 'stopped', pause: 'silence' })
    assert.equal(stopped.status, 'stopped')
    assert.deepEqual(media.recorders[0]?.pauses, ['skip', 'resume'])
    await eventually(async () => assert.equal(await status(begun.sid), 'completed'))
    const late = recordings.update(clientId, of, begun.sid, { status: 'paused', pause: 'skip' })
    await assert.rejects(late, { code: 20404 })
  })

  test('a call that is not in progress, or somebody else’s, is not recorded', async (t) => {
    const { call, calls, recordings, clientId } = makeWorld(t, await open(t))
    const ringing = fakeCall(clientId, endpoint, 'ringing')
    calls.set(ringing.sid, ringing)
    const request = { channels: 'mono', track: 'both', trimSilence: false } as const
    await assert.rejects(recordings.start(clientId, ringing.sid, request), { code: 21220 })
    await assert.rejects(recordings.start(randomUUID(), call.sid, request), { code: 21220 })
  })

  test('lists are filtered by call, conference and day, and read both ways', async (t) => {
    const { desk, call, clientId, recordings, options, clock } = makeWorld(t, await open(t))
    const sids: string[] = []
    for (let i = 0; i < 3; i++) {
      sids.push((await desk.begin(call, options)).sid)
      clock.advance(86_400_000)
    }
    const conferenceId = randomUUID()
    const conference = await desk.beginFor(
      { clientId, callId: null, conferenceId },
      { ...options, source: 'Conference' },
    )
    const all = [conference.sid, ...sids.toReversed()]
    const page = async (
      ...[filter, keyset]: Parameters<typeof recordings.page> extends [string, ...infer Rest] ? Rest : never
    ) => (await recordings.page(clientId, filter, keyset)).map(({ sid }) => sid)
    assert.deepEqual(await page({}, { limit: 10 }), all)
    const second = uuidFromSid(all[1] ?? '')
    assert.deepEqual(await page({}, { after: second, limit: 10 }), all.slice(2))
    assert.deepEqual(await page({}, { before: second, limit: 10 }), all.slice(0, 1))
    assert.deepEqual(await page({ callSid: call.sid }, { limit: 10 }), all.slice(1))
    assert.deepEqual(await page({ conferenceSid: sidFromUuid('CF', conferenceId) }, { limit: 10 }), [conference.sid])
    const day = { createdFrom: new Date('2026-11-21T00:00:00Z'), createdBefore: new Date('2026-11-22T00:00:00Z') }
    assert.deepEqual(await page(day, { limit: 10 }), [sids[1]])
  })

  test('a recording that is deleted has no sound any more, and is forgotten after forty days', async (t) => {
    const db = await open(t)
    const { desk, call, media, clientId, recordings, options, status, clock } = makeWorld(t, db)
    const { sid } = await desk.begin(call, options)
    await media.recorders[0]?.write(ramp(8_000))
    assert.equal(await recordings.remove(clientId, sid), false, 'it runs')
    await media.recorders[0]?.stop()
    await eventually(async () => assert.equal(await status(sid), 'completed'))
    assert.equal(await recordings.remove(randomUUID(), sid), false, 'somebody else’s')
    assert.equal(await recordings.remove(clientId, sid), true)
    assert.deepEqual(await recordings.page(clientId, {}, { limit: 10 }), [])
    assert.equal((await recordings.page(clientId, { deleted: true }, { limit: 10 }))[0]?.status, 'deleted')
    const { rows } = await db.query({ text: 'select 1 from voice_recording_part', values: [] })
    assert.deepEqual(rows, [])
    clock.advance(41 * 86_400_000)
    await desk.startTerm()
    await eventually(async () => assert.equal(await recordings.get(clientId, sid), undefined))
    await desk.endTerm()
  })

  test('after a crash, what lies in a file is kept, what does not is lost, and no file stays', async (t) => {
    const db = await open(t)
    const folder = tempFolder(t)
    const { clientId, clock, desk, recordings, told } = makeWorld(t, db, folder)
    const row = (id: string): NewRecording => ({
      ...{ id, clientId, callId: randomUUID(), conferenceId: null, source: 'RecordVerb', channels: 1 },
      ...{ track: 'both', callback: everything, trimmed: false, at: new Date(clock.now()) },
    })
    const [there, gone, broken] = [randomUUID(), randomUUID(), randomUUID()]
    for (const id of [there, gone, broken]) await db.query(insertRecording(row(id)))
    const file = (id: string) => join(folder, `${sidFromUuid('RE', id)}.wav`)
    // The writer died: the lengths in the head are those of an empty file.
    writeFileSync(file(there), Buffer.concat([wavHeader({ channels: 1, dataBytes: 0 }), Buffer.alloc(32_000)]))
    writeFileSync(file(broken), 'no sound')
    const stray = file(randomUUID())
    writeFileSync(stray, 'nobody waits for it')
    await desk.startTerm()
    const end = async (id: string) => {
      const record = await recordings.get(clientId, sidFromUuid('RE', id))
      return [record?.status, record?.durationSeconds, record?.errorCode]
    }
    await eventually(async () => {
      assert.deepEqual(await end(there), ['completed', 2, null])
      assert.deepEqual(await end(gone), ['failed', null, 20500])
      assert.deepEqual(await end(broken), ['failed', null, 20500])
    })
    await eventually(() => assert.deepEqual(readdirSync(folder), []))
    assert.equal(existsSync(stray), false)
    assert.deepEqual((await told()).map(({ RecordingStatus }) => RecordingStatus).sort(), [
      'completed',
      'failed',
      'failed',
    ])
    await desk.endTerm()
  })

  test('when the term ends, recordings that run are ended and put away', async (t) => {
    const { desk, call, media, options, status } = makeWorld(t, await open(t))
    await desk.startTerm()
    const { sid } = await desk.begin(call, options)
    await media.recorders[0]?.write(ramp(8_000))
    await desk.endTerm()
    assert.equal(await status(sid), 'completed')
  })
})
