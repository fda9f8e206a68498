import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sipListens } from './sip-listens.ts'

/** Voice as a start finds it, and whether the wait is over. */
function waiting(alone: boolean, others: number, port = 0) {
  const voice = { state: 'standby' as 'standby' | 'active' | 'stopped', faults: [] as string[] }
  const sip = { listening: false, port }
  const wait = { voice, sip, over: false, ended: Promise.resolve() }
  wait.ended = sipListens({ voice, sip }, alone, { own: 600_000, others }).then(() => {
    wait.over = true
  })
  return wait
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 50))

test('who runs the calls waits for the SIP port that the system picks however long that takes: alone from the start, beside others once it leads', async () => {
  const alone = waiting(true, 0)
  const leading = waiting(false, 600_000)
  leading.voice.state = 'active'
  await pause()
  assert.deepEqual([alone.over, leading.over], [false, false])
  for (const { sip } of [alone, leading]) sip.listening = true
  await Promise.all([alone.ended, leading.ended])
})

test('nobody waits for the port of another process, nor for one that cannot be listened at', async () => {
  await waiting(false, 0).ended
  const faulty = waiting(true, 0)
  faulty.voice.faults.push('sip')
  const without = waiting(true, 0)
  without.voice.state = 'stopped'
  await Promise.all([faulty.ended, without.ended])
})

test('a port that is known holds up no start for long', async () => {
  await waiting(true, 0, 5060).ended
})
