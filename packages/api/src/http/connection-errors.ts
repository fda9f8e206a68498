import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { problemMediaType } from './problem-reply.ts'

/** What Node's parser found wrong, by its error code, with the status that says so. */
const statuses: Readonly<Record<string, number | undefined>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
}

const words: Readonly<Record<number, string>> = {
  400: 'The request is not HTTP/1.1 that can be read.',
  408: 'The request did not come in whole in time. Send it again, faster.',
  413: 'The chunk extensions of the request are too large.',
  431: 'The headers are too large. Send fewer or shorter headers.',
}

/**
 * Answers what never became a request (malformed HTTP, headers too large or too slow) with a problem too. There is no route and no
 * code of ours for it, so `type` is about:blank and the title is the status phrase (RFC 9457 §4.2.1).
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  // The peer is gone, or an answer is on its way already: writing would only garble it.
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy()
    return
  }
  const status = statuses[error.code ?? ''] ?? 400
  const body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail: words[status] })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: ${problemMediaType}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
