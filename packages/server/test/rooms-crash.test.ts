/** A server that is killed in the middle of a conference that it records, and started again. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
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
  await eventually(async () => assert.equal((await before.get(`/Conferences/${sid}`)).status, 'in-progress'), 30_000)
  await sleep(2_000)
  const [{ sid: recording }] = (await before.get(`/Conferences/${sid}/Recordings`)).recordings
  const folder = join(first.folder, 'recordings')
  assert.deepEqual(readdirSync(folder), [`${recording}.wav`])
  await first.process.stop('SIGKILL')

  const second = await startServer(t, { folder: first.folder })
  const after = edgeOf(second)
  await eventually(async () => assert.equal((await after.get(`/Conferences/${sid}`)).status, 'completed'), 30_000)
  await eventually(async () => assert.equal((await after.get(`/Recordings/${recording}`)).status, 'completed'), 30_000)
  const kept = await after.get(`/Recordings/${recording}`)
  assert.ok(Number(kept.duration) >= 1, `${kept.duration} s`)
  const sound = await after.ask(`/Recordings/${recording}.wav`)
  assert.deepEqual([sound.status, sound.bytes.toString('latin1', 0, 4)], [200, 'RIFF'])
  assert.ok(sound.bytes.length > 8_000, `${sound.bytes.length} bytes`)
  await eventually(() => assert.equal(existsSync(join(folder, `${recording}.wav`)), false))
  for (const call of [callSid, other]) assert.equal((await after.get(`/Calls/${call}`)).status, 'failed')
  assert.deepEqual((await after.get(`/Conferences/${sid}/Participants`)).participants, [])
  const words = () => told.map((form) => form.get('StatusCallbackEvent') ?? `recording ${form.get('RecordingStatus')}`)
  await eventually(() => {
    const end = ['participant-leave', 'participant-leave', 'conference-end']
    assert.deepEqual(
      words().filter((word) => !word.startsWith('recording')),
      ['conference-start', ...end],
    )
    assert.ok(words().includes('recording completed'), words().join())
  }, 30_000)
  const numbers = told.flatMap((form) => form.get('SequenceNumber') ?? [])
  assert.deepEqual(numbers, ['1', '2', '3', '4'])
})
