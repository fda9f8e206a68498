import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@trunkline/testkit'
import { startCluster } from './cluster.ts'
import { cpuSeconds } from './cpu-seconds.ts'
import { type Demo, ServerProcess } from './server-process.ts'

/** How many calls were set up a second, from INVITE to 200 with the document of a webhook between. */
export interface SetUpResult {
  readonly perSecond: number
  readonly calls: number
  readonly failed: number
  /** From INVITE to 200, milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Processor time of the server a call, milliseconds: SIP, SQL's client, webhook, sound. */
  readonly cpuMs: number
  readonly webhooks: number
  /** What sipp says of the first call that failed. */
  readonly reason: string | undefined
}

/** Every caller hangs up when it was answered. `[rtd]` is from INVITE to 200. */
const scenario = `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="set up">
  <send retrans="500" start_rtd="1"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:+14155550199@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:bench@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=bench 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>
  <recv response="200" rtd="1" rrs="true"/>
  <send><![CDATA[
ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:+14155550199@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
  <pause milliseconds="100"/>
  <send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:+14155550199@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="200"/>
</scenario>
`

/** The client's own server: answers each call with the same document. */
export async function startWebhook(
  document = '<Response><Gather timeout="60"/></Response>',
): Promise<{ readonly url: string; asked(): number; stop(): void }> {
  let asked = 0
  const server = createServer((request, response) => {
    asked += 1
    request.resume()
    response.setHeader('Content-Type', 'text/xml').end(document)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/voice`, asked: () => asked, stop: () => server.close() }
}

/** Has calls to the demo client's number ask this address what to do. */
export async function pointNumberAt(
  { url, accountSid, authToken, phoneNumber }: Demo,
  voiceUrl: string,
): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const headers = { Authorization: authorization, 'Content-Type': 'application/json' }
  const body = JSON.stringify({ voiceUrl })
  const answer = await fetch(`${url}/v1/numbers/${encodeURIComponent(phoneNumber)}`, { method: 'PUT', headers, body })
  if (!answer.ok) throw new Error(`the number was not set: ${answer.status} ${await answer.text()}`)
}

interface SippRun {
  readonly seconds: number
  readonly failed: number
  readonly times: readonly number[]
  readonly reason: string | undefined
}

function firstError(file: string): string | undefined {
  if (!existsSync(file)) return undefined
  return /(while expecting .*|.*[Ff]ailed.*|.*[Tt]imeout.*)/.exec(readFileSync(file, 'utf8'))?.[0].trim().slice(0, 200)
}

/** Runs sipp to its end; so many calls in all, and so many at a time. */
async function runSipp(folder: string, target: string, service: string, port: number, calls: number): Promise<SippRun> {
  const file = join(folder, 'scenario.xml')
  writeFileSync(file, scenario)
  const parameters = [target, '-sf', file, '-s', service, '-i', '127.0.0.1', '-mi', '127.0.0.1', '-p', String(port)]
  parameters.push('-m', String(calls), '-l', '40', '-r', '280', '-nostdin', '-trace_rtt', '-rtt_freq', '1')
  parameters.push('-trace_err', '-error_file', join(folder, 'errors.log'), '-timeout', '60s', '-max_socket', '100')
  const began = performance.now()
  const child = spawn('sipp', parameters, { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] })
  await once(child, 'exit')
  const seconds = (performance.now() - began) / 1_000
  const times = readdirSync(folder)
    .filter((name) => name.endsWith('_rtt.csv'))
    .flatMap((name) => readFileSync(join(folder, name), 'latin1').split('\n').slice(1))
    // To the millisecond of sipp's own loop, so 0 is a time.
    .flatMap((line) => (/^[\d.]+;/.test(line) ? [Number(line.split(';')[1])] : []))
    .sort((one, other) => one - other)
  return { seconds, failed: calls - times.length, times, reason: firstError(join(folder, 'errors.log')) }
}

/** Starts a server on a PostgreSQL of its own, and has sipp call a number of the demo client as fast as it answers. */
export async function measureSetUp(calls: number): Promise<SetUpResult> {
  const cluster = await startCluster()
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'))
  const webhook = await startWebhook()
  const [sipPort, callerPort] = [await freePort(), await freePort()]
  const gateway = `{ type: sip, uri: "sip:127.0.0.1:${callerPort}", addresses: ["127.0.0.1:${callerPort}"] }`
  writeFileSync(join(folder, 'trunkline.yaml'), `gateways:\n  carrier: ${gateway}\nroutes:\n  call: [carrier]\n`)
  const environment = { TRUNKLINE_SIP_PORT: String(sipPort), TRUNKLINE_RTP_PORTS: '20000-29999' }
  const server = new ServerProcess({ folder, port: await freePort(), databaseUrl: cluster.url(), environment })
  try {
    await server.start()
    const demo = server.demo()
    await pointNumberAt(demo, webhook.url)
    const run = (count: number) =>
      runSipp(mkdtempSync(join(folder, 'sipp-')), `127.0.0.1:${sipPort}`, demo.phoneNumber, callerPort, count)
    await run(Math.round(calls / 5))
    const [cpu, asked] = [cpuSeconds(server.pid ?? 0), webhook.asked()]
    const { seconds, failed, times, reason } = await run(calls)
    const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN
    const cpuMs = ((cpuSeconds(server.pid ?? 0) - cpu) * 1_000) / calls
    const perSecond = times.length / seconds
    return { perSecond, calls, failed, p50: at(0.5), p99: at(0.99), cpuMs, webhooks: webhook.asked() - asked, reason }
  } finally {
    await server.kill()
    webhook.stop()
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
