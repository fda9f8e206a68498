import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { amplitudeAt, eventually, quietLog, readWav, sine, tempFolder } from '@trunkline/testkit'
import { createMediaEngine, type MediaEngineOptions, type RtpEndpoint } from '@trunkline/voice'
import { handleOf } from '../src/media/engine/endpoint-handle.ts'

function start(t: TestContext, options: Partial<MediaEngineOptions> = {}) {
  const errors: string[] = []
  const counts: string[] = []
  const log = { ...quietLog, error: (_fields: object, message: string) => void errors.push(message) }
  const lates: number[] = []
  const gauge = (name: string, _labels: object, value: number) =>
    name === 'voice_media_tick_late_seconds' && void lates.push(value)
  const meter = { count: (name: string) => void counts.push(name), gauge, observe: () => undefined }
  const ports = { from: 0, to: 0 }
  const engine = createMediaEngine({ workers: 1, address: '127.0.0.1', ports, log, meter, ...options })
  t.after(() => engine.stop())
  /** Seconds that the machine kept the workers waiting until now, where that was for more than their beat makes good. */
  const stoodStill = async (workers: number): Promise<number> => {
    const reports = lates.length
    await eventually(() => assert.ok(lates.length >= reports + workers))
    return lates.filter((seconds) => seconds > 0.06).reduce((sum, seconds) => sum + seconds, 0)
  }
  return { engine, errors, counts, stoodStill }
}

test('a worker that dies closes what was in it, says so once, and is replaced', async (t) => {
  const { engine, errors, counts } = start(t, { workers: 2 })
  const [doomed, spared] = [await engine.openVirtual({ placement: 'a' }), await engine.openVirtual({ placement: 'b' })]
  const file = join(tempFolder(t), 'cut.wav')
  const recorder = await engine.record({ file, channels: [[{ endpoint: doomed, track: 'inbound' }]] })
  const playing = doomed.play(sine(440, 30))
  const pressing = doomed.press('1234567890'.repeat(10))
  const speaking = doomed.speak(sine(440, 30))
  const going = spared.play(sine(440, 3))
  await eventually(() => assert.ok(statSync(file).size > 16_000, 'a second was written'))
  await handleOf(doomed).thread.end('die', {})
  await doomed.closed
  assert.equal(await playing, 'closed')
  assert.equal(await speaking, 'closed')
  await assert.rejects(pressing, { code: 'closed' })
  const end = await recorder.ended
  assert.equal(end.reason, 'failed')
  assert.ok(end.seconds > 0.5, `${end.seconds} s of the recording were saved`)
  assert.equal(readWav(file)[0]?.length, end.seconds * 8000)
  await assert.rejects(doomed.figures(), { code: 'closed' })
  await doomed.close()
  assert.equal(errors.length, 1)
  assert.deepEqual(counts, ['voice_media_worker_deaths_total'])
  assert.equal(await going, 'ended')
  const next = await engine.openVirtual({ placement: 'a' })
  assert.equal(await next.play(sine(440, 0.1)), 'ended')
})

test('calls are spread over the workers, and what belongs together stays together', async (t) => {
  const { engine } = start(t, { workers: 2 })
  const workers = new Set<number>()
  for (let call = 0; call < 6; call++) {
    const [a, b] = [
      await engine.openVirtual({ placement: `${call}` }),
      await engine.openVirtual({ placement: `${call}` }),
    ]
    assert.equal(handleOf(a).thread, handleOf(b).thread)
    workers.add(handleOf(a).thread.index)
  }
  assert.equal(workers.size, 2)
})

test('what is played to one of a room is mixed into what it hears of the room, also where the room is in another worker', async (t) => {
  const { engine, stoodStill } = start(t, { workers: 2 })
  const [far, near] = [await engine.openVirtual({ placement: 'a' }), await engine.openVirtual({ placement: 'b' })]
  assert.notEqual(handleOf(far).thread, handleOf(near).thread)
  const room = await engine.openRoom({ placement: 'b' })
  const seat = await room.join(far)
  await room.join(near)
  void near.speak(sine(400, 30, 0.2))
  const file = join(tempFolder(t), 'heard.wav')
  const recorder = await engine.record({ file, channels: [[{ endpoint: far, track: 'outbound' }]] })
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  const began = performance.now()
  assert.equal(await far.play(sine(1_000, 2, 0.2)), 'ended')
  const lasted = (performance.now() - began) / 1_000
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  // Held, it hears nothing of the room: what is played then goes on by itself.
  await seat.set({ held: true })
  await new Promise((resolve) => setTimeout(resolve, 500))
  assert.equal(await far.play(sine(1_300, 1, 0.2)), 'ended')
  await recorder.stop()
  const heard = readWav(file)[0] ?? new Int16Array()
  const loud = (hertz: number): number => {
    let ticks = 0
    for (let at = 0; at + 160 <= heard.length; at += 160)
      if (amplitudeAt(heard.subarray(at, at + 160), hertz) > 0.1) ticks += 1
    return ticks / 50
  }
  const late = await stoodStill(2)
  assert.ok(Math.abs(lasted - 2) < 1 + late, `it lasts as long as it is: ${lasted} s`)
  assert.ok(Math.abs(loud(1_000) - 2) < 0.1 + late, `${loud(1_000)} s of what was played`)
  assert.ok(loud(400) > 3.5 - late, `${loud(400)} s of the room, of four`)
  assert.ok(Math.abs(loud(1_300) - 1) < 0.1 + late, `${loud(1_300)} s of what was played while held`)
})

test('ports come in pairs from the range, one after the other; taken ones are passed over; when none is left that is said', async (t) => {
  const taken = createSocket('udp4').bind(0, '127.0.0.1')
  await once(taken, 'listening')
  t.after(() => taken.close())
  const middle = taken.address().port & ~1
  const { engine } = start(t, { ports: { from: middle - 4, to: middle + 5 } })
  const open: RtpEndpoint[] = []
  await assert.rejects(
    async () => {
      for (;;) open.push(await engine.openRtp({ placement: 'x' }))
    },
    { code: 'no-ports', retryable: true },
  )
  const ports = open.map(({ port }) => port)
  assert.ok(ports.length >= 1 && ports.length <= 4, ports.join())
  assert.ok(
    ports.every((port) => port % 2 === 0 && port >= middle - 4 && port <= middle + 4 && port !== middle),
    ports.join(),
  )
  await open[0]?.close()
  await eventually(async () => {
    const again = await engine.openRtp({ placement: 'x' })
    assert.equal(again.port, ports[0])
  })
})

test('a range with too few ports, and an address that is not here, are refused', async (t) => {
  assert.throws(() => start(t, { workers: 2, ports: { from: 40_000, to: 40_001 } }), { code: 'wrong' })
  const { engine } = start(t, { bind: '203.0.113.1' })
  await assert.rejects(engine.openRtp({ placement: 'x' }), { code: 'failed' })
})

test('a worker takes no more endpoints than it may have, and takes another one when one has gone', async (t) => {
  const { engine } = start(t, { maxEndpoints: 3 })
  const line = await engine.openLine({ placement: 'x' })
  const phone = await engine.openVirtual({ placement: 'x' })
  await assert.rejects(engine.openVirtual({ placement: 'x' }), { code: 'full', retryable: true })
  await assert.rejects(engine.openLine({ placement: 'x' }), { code: 'full' })
  await phone.close()
  await (await engine.openVirtual({ placement: 'x' })).close()
  await line[0].close()
  await line[1].closed
  await engine.openLine({ placement: 'x' })
})

test('a recording that can not be written is refused, and one without sources', async (t) => {
  const { engine } = start(t)
  const endpoint = await engine.openVirtual({ placement: 'x' })
  const channels = [[{ endpoint, track: 'inbound' as const }]]
  await assert.rejects(engine.record({ file: join(tempFolder(t), 'no', 'such.wav'), channels }))
  await assert.rejects(engine.record({ file: join(tempFolder(t), 'a.wav'), channels: [] }), { code: 'wrong' })
  const stranger = start(t).engine
  const other = await stranger.openVirtual({ placement: 'x' })
  await other.close()
  await assert.rejects(engine.record({ file: '/dev/null/x', channels: [[{ endpoint: other, track: 'inbound' }]] }))
})

test('an engine that is stopped closes everything, and opens nothing more', async (t) => {
  const { engine } = start(t)
  const endpoint = await engine.openVirtual({ placement: 'x' })
  const playing = endpoint.play(sine(440, 30))
  await engine.stop()
  await endpoint.closed
  assert.equal(await playing, 'closed')
  await assert.rejects(engine.openVirtual({ placement: 'x' }), { code: 'closed' })
  await engine.stop()
})
