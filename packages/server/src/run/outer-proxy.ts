import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { CommandError } from '../command-line/command-error.ts'
import type { Environment } from '../config/read-settings.ts'

/** The proxy that this machine had to use before the run; what a run lets through goes by it. */
export interface OuterProxy {
  readonly url: URL
  /** Value of Proxy-Authorization, where the proxy's URL has a user. */
  readonly authorization?: string
  /** Opens a connection to the proxy. */
  connect(): Socket
}

/** Where a connection to a host and port goes: by a proxy, or straight. */
export type Route = (secure: boolean, host: string, port: number) => OuterProxy | undefined

/** Reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either case, as curl and most libraries do. */
export function routeOf(env: Environment): Route {
  const forSecure = proxyFrom('HTTPS_PROXY', env)
  const forPlain = proxyFrom('HTTP_PROXY', env)
  const exceptions = noProxyEntries(env)
  return (secure, host, port) => {
    if (isLoopback(host) || exceptions.some((entry) => covers(entry, host, port))) return undefined
    return secure ? forSecure : forPlain
  }
}

/** The entries of NO_PROXY, in lower case. */
export function noProxyEntries(env: Environment): readonly string[] {
  const text = env.no_proxy ?? env.NO_PROXY ?? ''
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
}

/** Whether an entry of NO_PROXY takes a host out: `*`, a name, a domain with or without a leading dot or star, any of them with a port. */
export function covers(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true
  const [, name = '', portText] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry) ?? []
  if (portText !== undefined && Number(portText) !== port) return false
  const domain = name.replace(/^\*?\./, '')
  const asked = host.toLowerCase()
  return asked === domain || asked.endsWith(`.${domain}`)
}

/** Whether a host is this machine; a proxy elsewhere would understand its own by it. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/i.test(host)
}

function proxyFrom(name: string, env: Environment): OuterProxy | undefined {
  const text = env[name.toLowerCase()] || env[name]
  if (!text) return undefined
  const url = URL.parse(text.includes('://') ? text : `http://${text}`)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new CommandError(
      `${name} names ${url === null ? 'no URL' : `a ${url.protocol.slice(0, -1)} proxy`}: run can hand on to http:// and https:// proxies only`,
    )
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return {
    url,
    ...(user === ':' ? {} : { authorization: `Basic ${Buffer.from(user).toString('base64')}` }),
    connect: () =>
      url.protocol === 'https:'
        ? connectTls({ host, port, ...(/^[\d.:]+$/.test(host) ? {} : { servername: host }) })
        : connect({ host, port }),
  }
}
