import type { TwilioGatewayConfig } from './config.ts'

/** What decides whether and where status callbacks come. */
export interface CallbackOptions {
  readonly name: string
  readonly config: TwilioGatewayConfig
  /** Base URL under which the provider reaches this server; undefined where there is none. */
  readonly publicUrl: () => string | undefined
}

// Twilio refuses such a callback (error 21609), and with it the message; a server of one's own may well reach it.
const privateHost =
  /^https?:\/\/(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|0\.0\.0\.0|\[(::1?|f[cde][0-9a-f]{2}:[^\]]*)\]|[^./[:]+([:/]|$))/i

/** Where Twilio finds this gateway's hook, without a query; undefined where it cannot be reached. */
export function hookUrl({ name, publicUrl }: CallbackOptions): string | undefined {
  const base = publicUrl()
  return base === undefined ? undefined : `${base.replace(/\/+$/, '')}/hooks/twilio/${encodeURIComponent(name)}`
}

/** Why no receipts are asked for, in words; undefined where they are. */
export function noReceiptsBecause(options: CallbackOptions): string | undefined {
  const { config } = options
  if (config.statusCallback === false) return 'statusCallback is off'
  if (config.authToken === undefined) return 'receipts are signed with the auth token, and no authToken is given'
  const url = hookUrl(options)
  if (url === undefined) return 'no public URL is known (TRUNKLINE_PUBLIC_URL)'
  if (config.baseUrl === undefined && privateHost.test(url)) return `Twilio cannot reach ${url} (TRUNKLINE_PUBLIC_URL)`
  return undefined
}

/** The address for the status callbacks of one delivery; its id comes back in the query. Undefined where none are wanted or possible. */
export function statusCallbackUrl(options: CallbackOptions, deliveryId: string): string | undefined {
  return noReceiptsBecause(options) === undefined ? `${hookUrl(options)}?delivery=${deliveryId}` : undefined
}
