import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { MediaEndpoint, MediaEngine, RecordSource } from '@trunkline/voice'
import { tempFolder } from '../temp-folder.ts'
import type { FarParty, OpenMediaEndpoint } from './endpoint-bench.ts'
import { readWav } from './heard-sound.ts'
import { RtpParty, type RtpPartyOptions } from './rtp-party.ts'

/** Keeps what a source gives, by recording it. */
async function keep(engine: MediaEngine, folder: string, source: RecordSource): Promise<() => Promise<Int16Array>> {
  const file = join(folder, `${Math.random().toString(36).slice(2)}.wav`)
  const recorder = await engine.record({ file, channels: [[source]] })
  return async () => {
    await recorder.stop()
    return readWav(file)[0] ?? new Int16Array(0)
  }
}

/** A built-in phone, whose party is the phone itself. */
export const openVirtualBench: OpenMediaEndpoint = async (t, engine, placement) => {
  const endpoint = await engine.openVirtual({ placement })
  const folder = tempFolder(t)
  let heard = ''
  endpoint.onHeardDigit((digit) => {
    heard += digit
  })
  const party: FarParty = {
    say: (sound) => endpoint.speak(sound),
    press: (digits) => endpoint.press(digits),
    hear: () => keep(engine, folder, { endpoint, track: 'outbound' }),
    keys: () => heard,
  }
  return { endpoint, party }
}

/** One end of a line, whose party is the other end. */
export const openLineBench: OpenMediaEndpoint = async (t, engine, placement) => {
  const [endpoint, other]: readonly [MediaEndpoint, MediaEndpoint] = await engine.openLine({ placement })
  const folder = tempFolder(t)
  let heard = ''
  other.onDigit((digit) => {
    heard += digit
  })
  const party: FarParty = {
    say: (sound) => other.play(sound),
    press: (digits) => other.sendDigits(digits),
    hear: () => keep(engine, folder, { endpoint: other, track: 'inbound' }),
    keys: () => heard,
  }
  return { endpoint, party }
}

/** A party over RTP, on sockets of its own. */
export function openRtpBench(options: RtpPartyOptions = {}): OpenMediaEndpoint {
  return async (t, engine, placement) => {
    const endpoint = await engine.openRtp({ placement })
    const far = await RtpParty.open(t, options)
    far.sendTo(endpoint.address, endpoint.port)
    await endpoint.connect(far.description)
    const party: FarParty = {
      say: (sound) => far.say(sound),
      press: (digits) => far.press(digits),
      hear: async () => {
        const from = far.packets.length
        return async () => {
          await sleep(20)
          return far.heard(from)
        }
      },
      keys: () => far.keys,
    }
    return { endpoint, party }
  }
}
