import { once } from 'node:events'
import type { ServerResponse } from 'node:http'

/** One server-sent event (HTML standard §9.2.5). */
export interface StreamEvent {
  readonly id?: string
  readonly event?: string
  readonly data: string
}

/** Writes one event as text. Data may have several lines; id and event may not, and come from us alone. */
export function formatEvent({ id, event, data }: StreamEvent): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`)
  return `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}${lines.join('')}\n`
}

/** Times of a stream, milliseconds. */
export interface StreamTimes {
  /** After this much silence a comment goes out, so that proxies keep the connection. */
  readonly heartbeat: number
  /** A reader that takes nothing for this long is cut off. */
  readonly stall: number
}

/** What a stream does besides passing events on. */
export interface StreamOptions extends StreamTimes {
  /** Ends the source and the stream: the reader left, or the server stops. */
  readonly abort: AbortController
  /** Asked at every heartbeat; false ends the stream (the client was disabled, the session is over). */
  readonly stillAllowed?: () => Promise<boolean>
}

/**
 * Sends events to one reader until the source ends, the reader leaves, or `abort` fires. Nothing is buffered for a slow reader beyond
 * the socket's own buffer: the source is simply not asked for more. The response's head must have been written.
 */
export async function pumpEvents(
  response: ServerResponse,
  source: AsyncIterable<StreamEvent>,
  options: StreamOptions,
): Promise<void> {
  const { abort } = options
  // The reader may have left while whoever opened the stream was still preparing it: then no more is told of it.
  if (response.closed) abort.abort()
  else response.once('close', () => abort.abort())
  const beat = startHeartbeat(response, options)
  try {
    for await (const event of source) {
      if (abort.signal.aborted) break
      beat.touch()
      if (!writeTogether(response, formatEvent(event))) await drained(response, options)
    }
  } catch (error) {
    if (!abort.signal.aborted) throw error
  } finally {
    beat.stop()
    abort.abort()
    response.end()
  }
}

/** Events of one turn of the event loop leave in one packet. */
function writeTogether(response: ServerResponse, text: string): boolean {
  if (response.writableCorked === 0) {
    response.cork()
    process.nextTick(() => response.uncork())
  }
  return response.write(text)
}

async function drained(response: ServerResponse, { abort, stall }: StreamOptions): Promise<void> {
  const patience = AbortSignal.any([abort.signal, AbortSignal.timeout(stall)])
  try {
    await once(response, 'drain', { signal: patience })
  } catch {
    // It may come back and go on after the last id that it saw.
    abort.abort()
    response.destroy()
  }
}

function startHeartbeat(response: ServerResponse, { heartbeat, stillAllowed, abort }: StreamOptions) {
  let silent = true
  const timer = setInterval(() => {
    if (silent && !response.writableNeedDrain) response.write(': still here\n\n')
    silent = true
    stillAllowed?.().then(
      (allowed) => void (allowed || abort.abort()),
      // Not knowing is no reason to cut a stream: the database may be away for a moment.
      () => undefined,
    )
  }, heartbeat)
  return {
    touch() {
      silent = false
    },
    stop: () => clearInterval(timer),
  }
}
