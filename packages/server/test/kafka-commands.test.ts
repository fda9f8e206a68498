import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { startKafka, tempFolder, withoutKafka } from '@trunkline/testkit'
import { runCommand } from './support/server-process.ts'

test('the commands of Kafka ask for brokers where none are named', async (t) => {
  const { code, output } = await runCommand(t, tempFolder(t), ['kafka', 'check'])
  assert.equal(code, 1)
  assert.match(output, /^trunkline: KAFKA_BROKERS is not set: [^\n]+\n$/)
})

describe('the commands of Kafka', { skip: withoutKafka }, () => {
  const cluster = withoutKafka === false ? startKafka() : undefined
  after(async () => (await cluster)?.stop())

  test('check prints what is missing and how it is made, and ends with 1', async (t) => {
    const brokers = (await cluster)?.bootstrap ?? ''
    const { code, output } = await runCommand(t, tempFolder(t), ['kafka', 'check', '--kafka-brokers', brokers])
    assert.equal(code, 1, output)
    assert.match(output, /^MISSING {2}trunkline\.send\.sms: there is no such topic$/m)
    assert.match(output, /^kafka-topics\.sh --bootstrap-server \S+ --create --topic trunkline\.dead --partitions 12 /m)
  })

  test('redrive says in one line that there is no topic of the dead, and refuses a wrong limit', async (t) => {
    const env = { KAFKA_BROKERS: (await cluster)?.bootstrap ?? '' }
    const { code, output } = await runCommand(t, tempFolder(t), ['kafka', 'redrive'], env)
    assert.equal(code, 1)
    assert.match(output, /trunkline: There is no topic trunkline\.dead: see trunkline kafka check\.\n$/)
    const wrong = await runCommand(t, tempFolder(t), ['kafka', 'redrive', '--limit', 'all'], env)
    assert.match(wrong.output, /^trunkline: --limit is "all": give a whole number from 1\.\n$/)
  })
})
