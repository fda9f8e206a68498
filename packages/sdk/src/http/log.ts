/** The debug log: what went out and what came back, without credentials, tokens and bodies. */
import type { HttpRequest, HttpResponse } from './http-client.ts'

/** Takes one line of log. */
export type LogLine = (line: string) => void

// Values of these never show; a session of the reader could be taken over with them.
const secretHeader = /authori[sz]ation|cookie|token|secret|signature|validation|api-?key|idempotency/i
const secretParameter = /token|secret|password|passwd|code$|credential|signature|key$/i

const shown = (name: string, value: unknown, secret: RegExp): string =>
  `${name}: ${secret.test(name) ? '[hidden]' : String(value)}`

function withoutQuery(uri: string): string {
  return uri.replace(/\?.*$/s, '?…').replace(/\/\/[^/@]*@/, '//[hidden]@')
}

/** Writes a request down: method, URL, names and values of query and headers, never the body. */
export function logRequest(request: HttpRequest, log: LogLine): void {
  log('-- BEGIN Twilio API Request --')
  log(`${request.method} ${withoutQuery(request.uri)}`)
  const parameters = Object.entries(request.params ?? {})
  if (parameters.length > 0) log('Querystring:')
  for (const [name, value] of parameters) log(shown(name, value, secretParameter))
  log('Headers:')
  for (const [name, value] of Object.entries(request.headers ?? {})) log(shown(name, value, secretHeader))
  log('-- END Twilio API Request --')
}

/** Writes an answer down: status and headers. */
export function logResponse(response: HttpResponse, log: LogLine): void {
  log(`response.statusCode: ${response.statusCode}`)
  const headers = Object.entries(response.headers).map(([name, value]) => [
    name,
    secretHeader.test(name) ? '[hidden]' : value,
  ])
  log(`response.headers: ${JSON.stringify(Object.fromEntries(headers))}`)
}
