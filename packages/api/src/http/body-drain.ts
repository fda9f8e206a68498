import type { IncomingMessage } from 'node:http'

/** The most that is read away of a body that nobody wants. */
const mostBytes = 64 * 1024 * 1024

/**
 * Reads away the rest of a refused body, within limits, so that the answer reaches the caller: closing a socket with unread bytes
 * makes TCP reset it, and many clients then lose the answer that they were sent.
 */
export function drainBody(request: IncomingMessage, milliseconds: number): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    let bytes = 0
    const timer = setTimeout(finish, milliseconds)
    function finish() {
      clearTimeout(timer)
      request.removeListener('data', count).removeListener('end', finish).removeListener('close', finish)
      resolve()
    }
    function count(chunk: Buffer) {
      bytes += chunk.length
      if (bytes > mostBytes) finish()
    }
    request.on('data', count).once('end', finish).once('close', finish).resume()
  })
}
