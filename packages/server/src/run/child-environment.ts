import type { Environment } from '../config/read-settings.ts'
import { noProxyEntries } from './outer-proxy.ts'
import type { RunCredentials } from './run-target.ts'
import type { TrustFiles } from './trust-files.ts'
import { twilioDomain } from './twilio-host.ts'

/** What {@link childEnvironment} needs. */
export interface ChildEnvironmentOptions {
  /** The environment that the program would have had. */
  readonly env: Environment
  readonly port: number
  readonly trust: TrustFiles
  readonly credentials: RunCredentials
}

/** The environment of the program: its own, with the proxy, the authority and the credentials of the run. */
export function childEnvironment({ env, port, trust, credentials }: ChildEnvironmentOptions): Environment {
  const proxy = `http://127.0.0.1:${port}`
  const noProxy = [...new Set([...noProxyEntries(env).filter(isHarmless), 'localhost', '127.0.0.1', '::1'])].join(',')
  return {
    ...env,
    // Most clients look at these two; twilio-node looks at HTTP_PROXY alone, in capitals, for https too.
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    HTTP_PROXY: proxy,
    http_proxy: proxy,
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    // Node's own fetch and http look at proxies only when told to.
    NODE_USE_ENV_PROXY: '1',
    ...trust.variables,
    JAVA_TOOL_OPTIONS: [env.JAVA_TOOL_OPTIONS, ...javaOptions(port, trust.javaTrustStore)].filter(Boolean).join(' '),
    // Another account's key would be sent to this server, and be refused: it goes where there is none to put in its place.
    TWILIO_ACCOUNT_SID: credentials.accountSid,
    TWILIO_AUTH_TOKEN: credentials.authToken,
    TWILIO_API_KEY: credentials.apiKey?.sid,
    TWILIO_API_SECRET: credentials.apiKey?.secret,
  }
}

/** Whether an entry of NO_PROXY leaves Twilio's hosts to the proxy. `*` does not; the proxy minds it for everything else. */
function isHarmless(entry: string): boolean {
  const name = entry.replace(/:\d+$/, '')
  return name !== '*' && name !== 'com' && name !== '.com' && name !== '*.com' && !name.endsWith(twilioDomain)
}

/** Proxy and trust store of the JDK's own clients and of Apache's, which twilio-java uses with system properties. */
function javaOptions(port: number, trustStore: string): readonly string[] {
  return [
    '-Dhttps.proxyHost=127.0.0.1',
    `-Dhttps.proxyPort=${port}`,
    `-Djavax.net.ssl.trustStore=${trustStore}`,
    '-Djavax.net.ssl.trustStoreType=JKS',
  ]
}
