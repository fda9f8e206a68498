import { MessageChannel } from 'node:worker_threads'
import type { MediaThread } from './media-thread.ts'
import { newNumber } from './numbers.ts'

/** A stand-in for an endpoint in another worker than its own. */
export interface RelayHandle {
  readonly number: number
  /** Safe to call twice. */
  close(): Promise<void>
}

/** Makes a stand-in for an endpoint in `thread`; the endpoint is joined to it from now on. @param to what the stand-in takes part in: over a room what is played to the endpoint is mixed, a bridge it replaces */
export async function openRelay(
  thread: MediaThread,
  endpoint: { readonly thread: MediaThread; readonly number: number },
  to: 'bridge' | 'room',
): Promise<RelayHandle> {
  const { port1, port2 } = new MessageChannel()
  const number = newNumber()
  const close = (): Promise<void> => thread.end('close', { id: number })
  try {
    await thread.ask('openRelay', { id: number, port: port1, law: 'PCMU' }, [port1])
    await endpoint.thread.ask('expose', { id: endpoint.number, port: port2, toRoom: to === 'room' }, [port2])
  } catch (error) {
    port2.close()
    await close()
    throw error
  }
  return { number, close }
}
