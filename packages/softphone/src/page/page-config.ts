/** What the page is told by `config.json`, which lies beside it. */
export interface PageConfig {
  /** Base URL of the API server, relative to the page or absolute: `./`, `https://phone-api.example/`. */
  readonly apiUrl: string
  /** Host and port of a Trunkline that carries the calls, `ws://` before them where it has no TLS; `self`: the page's own host. Twilio's where left out. */
  readonly signalling?: string
  /** Twilio's edge, such as `tokyo`, where calls go through Twilio. */
  readonly edge?: string
  /** Whether the page's own host takes the SDK's figures of call quality, in place of Twilio's. */
  readonly quality?: boolean
  /** Whether the API server wants a password with a number. */
  readonly password?: boolean
  /** Phones to choose from, on a page that is for trying it out. */
  readonly phones?: readonly { readonly phoneNumber: string; readonly name: string }[]
}

/** Fetches it. @throws Error in words for people */
export async function loadConfig(): Promise<PageConfig> {
  const response = await fetch('config.json')
  if (!response.ok) throw new Error(`The settings of this page (config.json) are not there: ${response.status}.`)
  return (await response.json()) as PageConfig
}
