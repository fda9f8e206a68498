import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

/** What is known of a request when it asks for a page. */
export interface PageRequest {
  readonly peer: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** How this server is reached. */
export interface Reach {
  /** Address that the server listens at. */
  readonly bind: string
  /** The configured public URL, if any. */
  readonly publicUrl: string | undefined
}

/** Headers that a proxy adds. Behind one, the peer's address says nothing about who is asking. */
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via', 'cf-connecting-ip']

/**
 * Says whether a page may be shown without the operator's token: only where the server listens on loopback alone, is not published under
 * another URL, and the request comes from this machine itself, asked for by a loopback name. The name matters: a web page elsewhere
 * can point its own host name at 127.0.0.1 (DNS rebinding), but it cannot make the browser send `Host: localhost`.
 */
export function isOpenTo(request: PageRequest, { bind, publicUrl }: Reach): boolean {
  if (!isLoopbackName(bind)) return false
  if (publicUrl !== undefined && !isLoopbackName(new URL(publicUrl).hostname)) return false
  if (proxyHeaders.some((name) => request.headers[name] !== undefined)) return false
  return isLoopbackAddress(request.peer ?? '') && isLoopbackName(hostName(request.headers.host))
}

/** The name in a Host header, without its port. */
function hostName(host: string | undefined): string {
  const url = `http://${host ?? ''}`
  return host !== undefined && URL.canParse(url) ? new URL(url).hostname : ''
}

function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || isLoopbackAddress(name)
}

/** 127.0.0.0/8 and ::1, also as an IPv4-mapped address (RFC 4291 §2.5.5.2). */
export function isLoopbackAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/^::ffff:/i, '')
  return bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'))
}
