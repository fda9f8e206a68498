import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { amplitudeAt, loudestFrequency, sine } from '../sound-meter.ts'
import type { EndpointBench, OpenedEngine } from './endpoint-bench.ts'
import { loudPart } from './heard-sound.ts'

/** Each hears the sum of all others. */
export async function roomMix({ engine, open }: OpenedEngine): Promise<void> {
  const parties = [await open(), await open(), await open()]
  const tones = [400, 900, 1500]
  const room = await engine.openRoom({ placement: 'room' })
  for (const { endpoint } of parties) await room.join(endpoint)
  const heard = await speakTogether(parties, tones)
  heard.forEach((sound, index) => {
    const own = amplitudeAt(sound, tones[index] ?? 0)
    assert.ok(own < 0.02, `party ${index} hears itself: ${own}`)
    const others = tones.filter((_, of) => of !== index)
    for (const [at, amplitude] of loudestTogether(sound, others).entries()) {
      assert.ok(amplitude > 0.12 && amplitude < 0.23, `party ${index} hears ${others[at]} Hz at ${amplitude}`)
    }
  })
  const stop = await Promise.all(parties.map(({ party }) => party.hear()))
  assert.equal(await room.play(sine(2000, 0.4, 0.4)), 'ended')
  await sleep(200)
  for (const end of stop) assert.equal(loudestFrequency(loudPart(await end())), 2000)
  await room.close()
  await assert.rejects(room.join((parties[0] as EndpointBench).endpoint), { code: 'closed' })
}

/** Muted and held. */
export async function roomSeats({ engine, open }: OpenedEngine): Promise<void> {
  const parties = [await open(), await open(), await open()] as const
  const tones = [400, 900, 1500]
  const room = await engine.openRoom({ placement: 'room' })
  await room.join(parties[0].endpoint, { muted: true })
  const held = await room.join(parties[1].endpoint)
  await held.set({ held: true })
  await room.join(parties[2].endpoint)
  const [first, second, third] = (await speakTogether(parties, tones)) as [Int16Array, Int16Array, Int16Array]
  assert.ok(atItsLoudest(first, 1500) > 0.1, 'a muted party hears the others')
  assert.ok(amplitudeAt(first, 900) < 0.02, 'a held party is heard')
  assert.ok(Math.max(amplitudeAt(second, 400), amplitudeAt(second, 1500)) < 0.02, 'a held party hears the room')
  assert.ok(Math.max(amplitudeAt(third, 400), amplitudeAt(third, 900)) < 0.02, 'a muted or held party is heard')
  const stop = await parties[1].party.hear()
  assert.equal(await parties[1].endpoint.play(sine(2000, 0.4, 0.4)), 'ended')
  await sleep(150)
  assert.equal(loudestFrequency(loudPart(await stop())), 2000)
  await held.leave()
  await held.leave()
  await room.close()
}

/** Heard by one alone. */
export async function roomCoach({ engine, open }: OpenedEngine): Promise<void> {
  const parties = [await open(), await open(), await open()] as const
  const tones = [400, 900, 1500]
  const room = await engine.openRoom({ placement: 'room' })
  await room.join(parties[0].endpoint)
  await room.join(parties[1].endpoint)
  await room.join(parties[2].endpoint, { coachOf: parties[0].endpoint })
  const [agent, customer, coach] = (await speakTogether(parties, tones)) as [Int16Array, Int16Array, Int16Array]
  assert.ok(atItsLoudest(agent, 1500) > 0.1, 'who is coached does not hear the coach')
  assert.ok(amplitudeAt(customer, 1500) < 0.02, 'another one hears the coach')
  assert.ok(atItsLoudest(customer, 400) > 0.1)
  assert.ok(Math.min(...loudestTogether(coach, [400, 900])) > 0.1, 'the coach does not hear all')
  await room.close()
}

const piece = 3_200

/** How loud tones are in the 0.4 s in which the quietest of them is loudest. A room does not wait for a party whose thread is late: what it says meanwhile has gaps. */
function loudestTogether(sound: Int16Array, tones: readonly number[]): number[] {
  const starts = Array.from({ length: Math.floor(Math.max(0, sound.length - piece) / 400) + 1 }, (_, at) => at * 400)
  const measured = starts.map((at) => tones.map((hertz) => amplitudeAt(sound.subarray(at, at + piece), hertz)))
  return measured.sort((one, other) => Math.min(...other) - Math.min(...one))[0] ?? []
}

const atItsLoudest = (sound: Int16Array, hertz: number): number => loudestTogether(sound, [hertz])[0] ?? 0

/** All say their tones at once; gives what each heard of that. */
async function speakTogether(parties: readonly EndpointBench[], tones: readonly number[]): Promise<Int16Array[]> {
  const stops = await Promise.all(parties.map(({ party }) => party.hear()))
  await Promise.all(parties.map(({ party }, index) => party.say(sine(tones[index] ?? 0, 1.5, 0.2))))
  await sleep(250)
  const heard = await Promise.all(stops.map((stop) => stop()))
  return heard.map((sound) => {
    const part = loudPart(sound)
    return part.length > 0 ? part : sound
  })
}
