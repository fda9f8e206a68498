import type { FastifyReply } from 'fastify'
import type { Html } from './html.ts'

/**
 * Nothing but our own style, script and live stream; no frames, no forms elsewhere, no inline code. So even text that slipped through
 * the escaping could not run.
 */
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'"

/** Sends a page with the headers that keep it safe. It is never cached, since it shows messages. */
export function sendPage(reply: FastifyReply, page: Html, status = 200): FastifyReply {
  return securePage(reply)
    .code(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page.text)
}

/** The headers alone, for styles, scripts and streams. */
export function securePage(reply: FastifyReply): FastifyReply {
  return reply
    .header('content-security-policy', policy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cross-origin-resource-policy', 'same-origin')
}
