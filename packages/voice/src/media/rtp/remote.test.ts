import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Remote } from './remote.ts'

const from = (address: string, port: number) => ({ address, port, family: 'IPv4' as const, size: 172 })

test('a forged packet from port 0 is a stranger’s: nothing can be sent there, and to try would end the worker', () => {
  const remote = new Remote('192.0.2.7', 4_000)
  assert.equal(remote.takes(from('192.0.2.7', 0), true), false)
  assert.deepEqual([remote.port, remote.strangers], [4_000, 1])
  assert.equal(remote.takes(from('192.0.2.7', 4_022), true), true, 'the real port is taken over all the same')
  assert.equal(remote.port, 4_022)
})
