import type { IncomingMessage } from 'node:http'

/** A caller's id is taken only in this shape, because it goes into logs and back into a header. */
const usable = /^[\w.:-]{1,128}$/

/**
 * Makes the function that names each request: the caller's `X-Request-Id` where it has a usable one, else a random prefix for
 * this process and a counter, which costs next to nothing.
 */
export function createRequestIds(randomBytes: (size: number) => Uint8Array): (request: IncomingMessage) => string {
  const prefix = Buffer.from(randomBytes(6)).toString('base64url')
  let count = 0
  return (request) => {
    const given = request.headers['x-request-id']
    if (typeof given === 'string' && usable.test(given)) return given
    count += 1
    return `${prefix}-${count.toString(36)}`
  }
}
