import { createSocket } from 'node:dgram'
import type { ClosableSpeech, SipLegs, Voice } from '@trunkline/voice'
import type { Check } from './check.ts'
import { checkPort } from './port.ts'

/** What a running server knows of its calls. */
export interface VoiceState {
  readonly voice: Pick<Voice, 'state' | 'live' | 'faults'>
  readonly sip: Pick<SipLegs, 'listening' | 'port'>
  readonly speech: Pick<ClosableSpeech, 'engine'>
}

/** Calls of a running server: who runs them, whether phones reach it, whether it can speak. */
export async function checkVoice({ voice, sip, speech }: VoiceState): Promise<readonly Check[]> {
  return [callsCheck(voice), ...(voice.state === 'active' ? [sipCheck(sip)] : []), await speechCheck(speech)]
}

function callsCheck({ state, live, faults }: VoiceState['voice']): Check {
  const name = 'calls'
  if (state === 'stopped') return { name, state: 'ok', detail: 'another process runs them: this one has no role voice' }
  if (state === 'standby') return { name, state: 'ok', detail: 'another process runs them; this one stands by' }
  if (faults.length === 0) return { name, state: 'ok', detail: `run here; ${live} at present` }
  const advice = 'The log says why; it is tried again every ten seconds.'
  return { name, state: 'fail', detail: `run here, but ${faults.join(' and ')} could not be started`, advice }
}

function sipCheck({ listening, port }: VoiceState['sip']): Check {
  if (listening) return { name: 'SIP', state: 'ok', detail: `UDP and TCP at port ${port}` }
  const advice = 'Stop the program that listens there, or set TRUNKLINE_SIP_PORT (0 takes any free one).'
  return { name: 'SIP', state: 'fail', detail: `port ${port} is not listened at`, advice }
}

async function speechCheck(speech: VoiceState['speech']): Promise<Check> {
  const engine = await speech.engine()
  if (engine !== undefined) return { name: 'speech', state: 'ok', detail: engine }
  const advice = 'Install the program espeak-ng (Debian: apt-get install espeak-ng).'
  return { name: 'speech', state: 'warn', detail: 'nothing here can speak, so <Say> is refused', advice }
}

/** The ports of calls, for a server that is not running. */
export async function checkVoicePorts(
  host: string,
  sipPort: number,
  rtp: { readonly from: number; readonly to: number },
): Promise<readonly Check[]> {
  const address = host === 'localhost' ? '127.0.0.1' : host
  const advice = 'Another program listens there: stop it, or set TRUNKLINE_SIP_PORT.'
  const tcp = await checkPort(address, sipPort)
  const udp = sipPort === 0 || (await isFree(address, sipPort))
  const sip: Check =
    tcp.state === 'ok' && udp
      ? { name: 'SIP port', state: 'ok', detail: sipPort === 0 ? tcp.detail : `${address}:${sipPort} is free` }
      : { name: 'SIP port', state: 'fail', detail: udp ? tcp.detail : `${address}:${sipPort} is taken (UDP)`, advice }
  return [sip, await rtpCheck(address, rtp)]
}

/** Looks at some ports of the range: two for each party of a call. */
async function rtpCheck(address: string, { from, to }: { readonly from: number; readonly to: number }): Promise<Check> {
  const name = 'RTP ports'
  if (from === 0) return { name, state: 'ok', detail: 'any free ones will be taken' }
  const step = Math.max(1, Math.floor((to - from) / 20))
  const looked = Array.from({ length: Math.min(20, to - from + 1) }, (_, at) => from + at * step)
  const free = await Promise.all(looked.map((port) => isFree(address, port)))
  const taken = looked.filter((_, at) => !free[at])
  if (taken.length === 0) return { name, state: 'ok', detail: `${from}-${to} look free` }
  const advice = 'Set TRUNKLINE_RTP_PORTS to a range that no other program uses.'
  const state = taken.length > looked.length / 2 ? 'fail' : 'warn'
  return { name, state, detail: `${taken.length} of ${looked.length} that were tried are taken (UDP)`, advice }
}

function isFree(address: string, port: number): Promise<boolean> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  return new Promise((resolve) => {
    socket.once('error', () => socket.close(() => resolve(false)))
    socket.bind({ address, port, exclusive: true }, () => socket.close(() => resolve(true)))
  })
}
