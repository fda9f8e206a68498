import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import type { Pcm } from '../media.ts'
import { MediaError } from '../media-error.ts'
import { JitterBuffer } from '../recorder/jitter-buffer.ts'
import { PacketPort } from '../relay/packet-port.ts'
import { frameSamples } from '../worker/sound-packet.ts'
import type { MediaThread } from './media-thread.ts'

const frameMs = 20
/** Sound is held back by so much, so that packets come in order. */
const delay = 3 * frameSamples
/** Whoever takes frames later than this has lost what was in between. */
const mostBehindMs = 500

/**
 * What a party says, a frame every 20 ms, silence where nothing comes: in the main thread, for whoever recognises speech. Ends with the signal, and with the
 * party.
 */
export async function* hearParty(thread: MediaThread, party: number, signal: AbortSignal): AsyncGenerator<Pcm> {
  const buffer = new JitterBuffer({ delay, mostDelay: 3 * delay })
  const { port1, port2 } = new MessageChannel()
  let over = false
  const gone = (): void => {
    over = true
  }
  const packets = new PacketPort(port1, { sound: (packet) => buffer.push(packet), closed: gone })
  try {
    await thread.ask('tap', { source: { party, track: 'inbound' }, port: port2 }, [port2])
    let due = performance.now()
    while (!signal.aborted && !over) {
      due = Math.max(due + frameMs, performance.now() - mostBehindMs)
      const early = due - performance.now()
      if (early > 0) await sleep(early, undefined, { signal }).catch(() => undefined) // the loop looks at the signal
      // Where this thread is late, what came meanwhile is not read yet: it would be taken for silence, and then for late.
      if (performance.now() - due >= frameMs) await turn()
      const frame = new Int16Array(frameSamples)
      buffer.pull(frame)
      if (!signal.aborted && !over) yield frame
    }
  } catch (error) {
    if (!(error instanceof MediaError && error.code === 'closed')) throw error
  } finally {
    packets.close()
  }
}
