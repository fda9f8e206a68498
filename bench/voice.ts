/**
 * What calls cost: processor, one-way delay and loss of bridged G.711 calls through the media engine, beside a socket of Node that does nothing but send on (the limit), rtpengine in user space, and the two telephones
 * sending to each other without anything between (what measuring costs by itself); the memory of a call; and how many calls are set up a second, from INVITE to 200 with a webhook between.
 *
 * With `--sipp` instead: bridged calls between two sipp through a started server.
 *
 *   npm run bench:voice -- --sipp [--seconds 10] [--calls 100,200]
 *   npm run bench:voice -- [--seconds 5] [--calls 50,200,500] [--carriers engine,raw,rtpengine,direct] [--workers 1] [--set-ups 1000] [--only forwarding|set-up]
 */
import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { type Carrier, type ForwardingResult, measureForwarding } from './support/voice-forwarding.ts'
import { measureSetUp } from './support/voice-set-up.ts'
import { measureSipp } from './support/voice-sipp.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    seconds: { type: 'string', default: '5' },
    calls: { type: 'string', default: '50,200,500' },
    carriers: { type: 'string', default: 'engine,raw,rtpengine,direct' },
    workers: { type: 'string', default: '1' },
    'set-ups': { type: 'string', default: '1000' },
    only: { type: 'string' },
    sipp: { type: 'boolean', default: false },
  },
})

const seconds = Number(values.seconds)
const counts = values.calls.split(',').map(Number)
const names: Readonly<Record<Carrier, string>> = {
  engine: 'media engine',
  raw: 'UDP socket of Node',
  rtpengine: 'rtpengine, user space',
  direct: 'nothing between',
}

function installed(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function printRow(name: string, calls: number, result: ForwardingResult): void {
  const lost = result.sent - result.received
  const cells = [
    name.padEnd(22),
    String(calls).padStart(5),
    `${(result.cpu * 100).toFixed(1)} %`.padStart(9),
    `${((result.cpu * 1e6) / (calls * 100)).toFixed(1)}`.padStart(10),
    result.p50.toFixed(2).padStart(8),
    result.p99.toFixed(2).padStart(8),
    result.max.toFixed(1).padStart(8),
    `${lost} of ${result.sent}`.padStart(18),
    `${Math.round(result.residentBytes / 1e6)} MB`.padStart(8),
  ]
  console.log(cells.join(' '))
}

async function forwarding(): Promise<Map<string, ForwardingResult>> {
  const results = new Map<string, ForwardingResult>()
  console.log('carrier                calls   of core  us/packet   p50 ms   p99 ms   max ms    packets lost  resident')
  for (const calls of counts) {
    for (const carrier of values.carriers.split(',') as Carrier[]) {
      if (carrier === 'rtpengine' && !installed('rtpengine')) {
        console.log('rtpengine is not installed: npm run test:setup')
        continue
      }
      const result = await measureForwarding(carrier, calls, seconds, Number(values.workers))
      results.set(`${carrier} ${calls}`, result)
      printRow(names[carrier], calls, result)
    }
  }
  return results
}

/** Memory that more calls need, so that what the program needs by itself is left out. */
function printMemory(results: ReadonlyMap<string, ForwardingResult>): void {
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  for (const carrier of ['engine', 'raw', 'rtpengine'] as const) {
    const [few, many] = [results.get(`${carrier} ${least}`), results.get(`${carrier} ${most}`)]
    if (!few || !many || least === most) continue
    const bytes = (many.residentBytes - few.residentBytes) / (most - least)
    console.log(`memory a call, ${names[carrier]}: ${Math.round(bytes / 1000)} kB (from ${least} to ${most} calls)`)
  }
}

async function setUp(): Promise<void> {
  if (!installed('sipp')) return console.log('sipp is not installed: npm run test:setup')
  const result = await measureSetUp(Number(values['set-ups']))
  const { perSecond, calls, failed, p50, p99, cpuMs, webhooks, reason } = result
  console.log(
    `calls set up, INVITE to 200 with a webhook: ${perSecond.toFixed(0)}/s (40 at a time; ${failed} of ${calls} failed)`,
  )
  if (failed > 0) console.log(`  sipp says: ${reason ?? 'nothing'}`)
  console.log(
    `from INVITE to 200: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; ${webhooks} webhooks; ${cpuMs.toFixed(1)} ms of processor time a call`,
  )
}

async function betweenSipps(): Promise<void> {
  if (!installed('sipp')) return console.log('sipp is not installed: npm run test:setup')
  console.log('calls  standing   of core  us/packet   packets expected     arrived   lost at server   lost at echo')
  for (const calls of counts) {
    const { bridged, cpu, arrived, lostAtServer, lostAtEcho, expected } = await measureSipp(calls, seconds)
    const each = ((cpu * 1e6) / (calls * 100)).toFixed(1)
    const cells = [`${calls}`.padStart(5), `${bridged}`.padStart(9), `${(cpu * 100).toFixed(1)} %`.padStart(9)]
    cells.push(each.padStart(10), `${expected}`.padStart(18), `${arrived}`.padStart(11))
    console.log([...cells, `${lostAtServer}`.padStart(16), `${lostAtEcho}`.padStart(14)].join(' '))
  }
  console.log(`CPU is of the whole server process. One sipp plays G.711, the other echoes it, so each packet arrives four times: at the server, at the echo, at the server, at the player.
Expected and arrived differ by what other programs of the machine sent, and by the edges of the time that was measured; loss is what sockets had no room for (/proc/net/udp).
sipp does not say how late packets are, nor reads the echo of what it plays: delay and loss from end to end are measured without --sipp.`)
}

if (values.sipp) await betweenSipps()
else {
  if (values.only !== 'set-up') printMemory(await forwarding())
  if (values.only !== 'forwarding') await setUp()
}
