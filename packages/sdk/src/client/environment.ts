/** The environment, on run times that have one. The only place of the library that reads it. */

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What `process.env` holds; empty where there is no such thing. */
export function environment(): Environment {
  const host = globalThis as { process?: { env?: Environment } }
  return host.process?.env ?? {}
}

/** What the User-Agent says of the run time: `(linux x64) node/v26.10.0`. */
export function runtimeName(): string {
  const host = globalThis as {
    process?: { platform?: string; arch?: string; version?: string }
    navigator?: { userAgent?: string }
  }
  const { process, navigator } = host
  if (process?.version !== undefined) return `(${process.platform} ${process.arch}) node/${process.version}`
  return `(${navigator?.userAgent?.split(' ')[0] ?? 'unknown'})`
}
