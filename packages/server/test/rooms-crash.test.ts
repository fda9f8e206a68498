/** A server that is killed in the middle of a conference that it records, and started again. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { eventually } from '@trunkline/testkit'
import { listening } from './support/echo-server.ts'
import { type RunningServer, startServer } from './support/server-process.ts'

/** Calls the Twilio-compatible edge as the demo client. */
function edgeOf({ demo, url }: RunningServer) {
  const base = `/2010-04-01/Accounts/${demo.accountSid}`
  const authorization = `Basic ${Buffer.from(`${demo.accountSid}:${demo.authToken}`).toString('base64')}`
  const ask = async (path: string, form?: Record<string, string>) => {
    const answer = await fetch(`${url}${base}${path}`, {
      headers: { authorization },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const json = () => JSON.parse(bytes.toString())
    return { status: answer.status, bytes, json }
  }
  return { ask, get: async (path: string) => (await ask(`${path}.json`)).json() }
}

test('a conference that was under way is ended, its program is told, and what was recorded is there', {
  timeout: 180_000,
}, async (t) => {
  const told: URLSearchParams[] = []
  const port = await listening(t, (server) => {
    server.on('request', (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        told.push(new URLSearchParams(Buffer.concat(chunks).toString()))
        response.writeHead(204).end()
      })
    })
  })
  const first = await startServer(t)
  const before = edgeOf(first)
  const callback = `http://127.0.0.1:${port}/told`
  const form = {
    From: first.demo.phoneNumber,
    ConferenceRecord: 'record-from-start',
    ConferenceTrim: 'do-not-trim',
    ConferenceStatusCallback: callback,
    ConferenceStatusCallbackEvent: 'start end leave',
    ConferenceRecordingStatusCallback: callback,
  }
  const invite = async (To: string) => (await before.ask('/Conferences/room/Participants.json', { ...form, To })).json()
  const { conference_sid: sid, call_sid: callSid } = await invite('+14155550131')
  const { call_sid: other } = await invite('+14155550132')
  await eventually(async () => assert.equal((await before.get(`/Conferences/${sid}`)).status, 'in-progress'), 60_000)
  let recording = ''
  await eventually(async () => {
    recording = (await before.get(`/Conferences/${sid}/Recordings`)).recordings[0]?.sid ?? ''
    assert.notEqual(recording, '')
  }, 60_000)
  const folder = join(first.folder, 'recordings')
  // Two seconds at 8,000 samples of 16 bit.
  await eventually(() => assert.ok(statSync(join(folder, `${recording}.wav`)).size > 32_000), 60_000)
  assert.deepEqual(readdirSync(folder), [`${recording}.wav`])
  await eventually('the start is told', () => told.length > 0, 60_000)
  await first.process.stop('SIGKILL')

  const second = await startServer(t, { folder: first.folder })
  const after = edgeOf(second)
  await eventually(async () => assert.equal((await after.get(`/Conferences/${sid}`)).status, 'completed'), 60_000)
  await eventually(async () => assert.equal((await after.get(`/Recordings/${recording}`)).status, 'completed'), 60_000)
  const kept = await after.get(`/Recordings/${recording}`)
  assert.ok(Number(kept.duration) >= 1, `${kept.duration} s`)
  const sound = await after.ask(`/Recordings/${recording}.wav`)
  assert.deepEqual([sound.status, sound.bytes.toString('latin1', 0, 4)], [200, 'RIFF'])
  assert.ok(sound.bytes.length > 8_000, `${sound.bytes.length} bytes`)
  await eventually(() => assert.equal(existsSync(join(folder, `${recording}.wav`)), false))
  for (const call of [callSid, other]) assert.equal((await after.get(`/Calls/${call}`)).status, 'failed')
  assert.deepEqual((await after.get(`/Conferences/${sid}/Participants`)).participants, [])
  await eventually(() => {
    const events = told.filter((form) => form.has('SequenceNumber'))
    // What the killed server did not know to be told is told once more, under its number.
    const once = new Map(events.map((form) => [form.get('SequenceNumber'), form.get('StatusCallbackEvent')]))
    assert.deepEqual(
      [...once],
      [
        ['1', 'conference-start'],
        ['2', 'participant-leave'],
        ['3', 'participant-leave'],
        ['4', 'conference-end'],
      ],
    )
    const recordings = told.map((form) => form.get('RecordingStatus'))
    assert.ok(recordings.includes('completed'), recordings.join())
  }, 60_000)
})
