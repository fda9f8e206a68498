/** Bridged calls between two sipp through a started server: the one plays G.711, the other echoes it; the server takes each call by a trunk, and dials it out by the same one. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@trunkline/testkit'
import { startCluster } from './cluster.ts'
import { cpuSeconds } from './cpu-seconds.ts'
import { ServerProcess } from './server-process.ts'
import { pointNumberAt, startWebhook } from './voice-set-up.ts'

/** What the server did with the sound of two sipp. */
export interface SippResult {
  /** Calls of which sipp says that they stand, while it was measured. */
  readonly bridged: number
  /** Share of one core, of the whole server process: media, SIP, database client. */
  readonly cpu: number
  /** Datagrams that got to a socket of this machine, of all programs: also those to the one who plays, which sipp leaves unread until there is no room for more. */
  readonly arrived: number
  /** Those for which a socket of the server, or of the one who echoes, had no room. */
  readonly lostAtServer: number
  readonly lostAtEcho: number
  /** Those that should have come: four for each packet that is played (there, on, back, on). */
  readonly expected: number
}

const dialled = '+14155550150'

const party = (
  cseq: number,
  method: string,
): string => `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:+14155550199@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Contact: <sip:bench@[local_ip]:[local_port]>
Max-Forwards: 70`

const sdp = (port: string): string => `v=0
o=bench 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio ${port} RTP/AVP 0
a=rtpmap:0 PCMU/8000`

const caller = (sound: string, ms: number): string => `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="plays">
  <send retrans="500"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
${party(1, 'INVITE').replace('[peer_tag_param]', '')}
Content-Type: application/sdp
Content-Length: [len]

${sdp('[rtpstream_audio_port]')}
]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>
  <recv response="200" rrs="true"/>
  <send><![CDATA[
ACK [next_url] SIP/2.0
${party(1, 'ACK')}
Content-Length: 0

]]></send>
  <nop><action><exec rtp_stream="${sound},-1,0"/></action></nop>
  <pause milliseconds="${ms}"/>
  <send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
${party(2, 'BYE')}
Content-Length: 0

]]></send>
  <recv response="200"/>
</scenario>
`

const answer = (status: string, more = ''): string => `SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:]${more === '' ? '' : ';tag=[call_number]'}
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port]>
${more === '' ? 'Content-Length: 0\n' : more}`

const callee = `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="echoes">
  <recv request="INVITE"/>
  <send retrans="500"><![CDATA[
${answer('200 OK', `Content-Type: application/sdp\nContent-Length: [len]\n\n${sdp('[media_port]')}`)}
]]></send>
  <recv request="ACK"/>
  <recv request="BYE" timeout="120000"/>
  <send><![CDATA[
${answer('200 OK')}
]]></send>
</scenario>
`

interface Udp {
  readonly delivered: number
  readonly dropped: number
  /** Dropped at sockets of the server, and at that of the one who echoes. */
  readonly atServer: number
  readonly atEcho: number
}

const firstRtpPort = 20_000
const lastRtpPort = 29_999

/** Counts of this machine: of all (RFC 4113), and of single sockets (proc(5), the last column of /proc/net/udp). */
function udpCounts(echo: number): Udp {
  const lines = readFileSync('/proc/net/snmp', 'latin1').split('\n')
  const [names = '', values = ''] = lines.filter((line) => line.startsWith('Udp:'))
  const at = (name: string): number => Number(values.split(' ')[names.split(' ').indexOf(name)] ?? Number.NaN)
  const sockets = readFileSync('/proc/net/udp', 'latin1')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
  const droppedAt = (first: number, last: number): number =>
    sockets.reduce((sum, fields) => {
      const port = Number.parseInt(fields[1]?.split(':')[1] ?? '', 16)
      return port >= first && port <= last ? sum + Number(fields.at(-1)) : sum
    }, 0)
  return {
    ...{ delivered: at('InDatagrams'), dropped: at('RcvbufErrors') },
    ...{ atServer: droppedAt(firstRtpPort, lastRtpPort), atEcho: droppedAt(echo, echo) },
  }
}

/** How many calls stand on the caller's side, by its statistics: those begun and not over. */
function standing(file: string): number {
  const [head = '', ...lines] = readFileSync(file, 'latin1').trim().split('\n')
  return Number((lines.at(-1) ?? '').split(';')[head.split(';').indexOf('CurrentCall')] ?? Number.NaN)
}

/** A second of a tone, as bytes of PCMU: what sipp streams. */
const tone = (): Buffer => Buffer.from(Array.from({ length: 8_000 }, (_, at) => (at % 20 < 10 ? 0x9f : 0x1f)))

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Starts a server on a PostgreSQL of its own, and measures for some seconds while so many calls of sipp stand. */
export async function measureSipp(calls: number, seconds: number): Promise<SippResult> {
  const cluster = await startCluster()
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'))
  const webhook = await startWebhook(`<Response><Dial answerOnBridge="true">${dialled}</Dial></Response>`)
  const [sipPort, from, to, echo] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const gateway = `{ type: sip, uri: "sip:127.0.0.1:${to}", addresses: ["127.0.0.1:${from}", "127.0.0.1:${to}"] }`
  const limits = 'calls: { perMinute: 100000, concurrent: 5000 }'
  writeFileSync(
    join(folder, 'trunkline.yaml'),
    `gateways:\n  carrier: ${gateway}\nroutes:\n  call: [carrier]\n${limits}\n`,
  )
  const environment = { TRUNKLINE_SIP_PORT: String(sipPort), TRUNKLINE_RTP_PORTS: `${firstRtpPort}-${lastRtpPort}` }
  const server = new ServerProcess({ folder, port: await freePort(), databaseUrl: cluster.url(), environment })
  const children: ChildProcess[] = []
  const sipp = (name: string, scenario: string, more: readonly string[]): string => {
    const stats = join(folder, `${name}.csv`)
    writeFileSync(join(folder, `${name}.xml`), scenario)
    const own = [
      '-sf',
      join(folder, `${name}.xml`),
      '-i',
      '127.0.0.1',
      '-mi',
      '127.0.0.1',
      '-nostdin',
      '-trace_stat',
      '-stf',
      stats,
      '-fd',
      '1',
    ]
    const errors = ['-trace_err', '-error_file', join(folder, `${name}.log`)]
    children.push(spawn('sipp', [...more, ...own, ...errors], { cwd: folder, stdio: 'ignore' }))
    return stats
  }
  try {
    await server.start()
    const { phoneNumber } = server.demo()
    await pointNumberAt(server.demo(), webhook.url)
    writeFileSync(join(folder, 'tone.ulaw'), tone())
    sipp('callee', callee, ['-p', String(to), '-mp', String(echo), '-rtp_echo', '-rtp_buffsize', '4194304'])
    const setUpMs = (calls / 40) * 1_000 + 6_000
    const scenario = caller(join(folder, 'tone.ulaw'), setUpMs + (seconds + 20) * 1_000)
    const stats = sipp('caller', scenario, [
      ...[`127.0.0.1:${sipPort}`, '-s', phoneNumber, '-p', String(from), '-rtp_buffsize', '4194304'],
      ...['-m', String(calls), '-l', String(calls), '-r', '40'],
    ])
    await sleep(setUpMs)
    const bridged = standing(stats)
    const [before, cpu, began] = [udpCounts(echo), cpuSeconds(server.pid ?? 0), performance.now()]
    await sleep(seconds * 1_000)
    const [after, used, passed] = [
      udpCounts(echo),
      cpuSeconds(server.pid ?? 0) - cpu,
      (performance.now() - began) / 1_000,
    ]
    const count = (of: keyof Udp): number => after[of] - before[of]
    const [lostAtServer, lostAtEcho] = [count('atServer'), count('atEcho')]
    const arrived = count('delivered') + count('dropped') - lostAtServer - lostAtEcho
    const expected = Math.round(4 * 50 * calls * passed)
    return { bridged, cpu: used / passed, arrived, lostAtServer, lostAtEcho, expected }
  } finally {
    await Promise.all(children.map(stop))
    await server.kill()
    webhook.stop()
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
