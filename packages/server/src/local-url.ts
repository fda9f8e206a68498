import { isIPv6 } from 'node:net'

/** The URL at which programs on this machine reach a server that listens at `host`. */
export function localUrl(host: string, port: number, secure: boolean): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  const name = isIPv6(reachable) ? `[${reachable}]` : reachable
  return `${secure ? 'https' : 'http'}://${name}:${port}`
}
