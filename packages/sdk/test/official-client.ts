/** The official library (npm package `twilio`), made to send its requests to a recording server. */
import { createRequire } from 'node:module'
import type { RecordingServer } from './recording-server.ts'

interface OfficialRequest {
  uri: string
}

/** What the tests use of the official library. */
export interface OfficialLibrary {
  (username?: string, password?: string, options?: object): object
  readonly RequestClient: new (options?: object) => { request(options: OfficialRequest): Promise<unknown> }
  readonly [name: string]: unknown
}

/** The official library. */
export const official = createRequire(import.meta.url)('twilio') as OfficialLibrary

/** An official client whose requests end at the server, with the bytes that the official HTTP client makes of them. */
export function officialClient(
  server: RecordingServer,
  username: string,
  password: string,
  options: object = {},
): object {
  class Detour extends official.RequestClient {
    override request(request: OfficialRequest): Promise<unknown> {
      return super.request({ ...request, uri: request.uri.replace(/^https:\/\//, `${server.origin}/~`) })
    }
  }
  return official(username, password, { ...options, httpClient: new Detour(options) })
}
