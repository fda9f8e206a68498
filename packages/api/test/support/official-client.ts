import twilio from 'twilio'
import type { Bench } from './api-bench.ts'

type Options<Data> = Parameters<typeof twilio.RequestClient.prototype.request<Data>>[0]

/** Twilio's own transport for Node; `https://lookups.twilio.com/v2/…` becomes `/lookups/v2/…` of the bench, and nothing else is changed. */
class HereClient extends twilio.RequestClient {
  readonly #origin: string

  constructor(origin: string) {
    super({ keepAlive: false })
    this.#origin = origin
  }

  override request<Data>(options: Options<Data>): ReturnType<typeof twilio.RequestClient.prototype.request<Data>> {
    const url = new URL(options.uri)
    const product = url.hostname.split('.', 1)[0] ?? ''
    const prefix = product === 'api' ? '' : `/${product}`
    return super.request({ ...options, uri: `${this.#origin}${prefix}${url.pathname}${url.search}` })
  }
}

/** Twilio's own client for Node, sent to a bench instead of to Twilio. Starts the bench's server. */
export async function officialClient(bench: Bench): Promise<ReturnType<typeof twilio>> {
  const { port } = await bench.api.start()
  return twilio(bench.clientId, bench.authToken, { httpClient: new HereClient(`http://127.0.0.1:${port}`) })
}
