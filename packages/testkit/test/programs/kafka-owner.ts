import { readlinkSync } from 'node:fs'
import { startKafka } from '@trunkline/testkit'

const kafka = await startKafka()
const pid = kafka.brokers[0]?.pid
console.log(`broker ${pid} in ${readlinkSync(`/proc/${pid}/cwd`)}`)
setInterval(() => undefined, 1000)
