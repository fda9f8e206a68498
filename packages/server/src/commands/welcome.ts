import { join } from 'node:path'
import { servesSoftphone } from '../compose/softphone.ts'
import type { Server } from '../compose.ts'
import type { Config } from '../config.ts'
import { version } from '../version.ts'

/** What the terminal shows once the server serves: where it is, who may ask, and what to try first. */
export function welcome(config: Config, { url, demo }: Server): readonly string[] {
  const { settings } = config
  const roles = settings.roles.join(', ')
  if (url === undefined) return [`Trunkline ${version} works (${roles}).`]
  if (!settings.roles.includes('api')) return [`Trunkline ${version} works (${roles}); probes at ${url}/readyz`]
  const store = settings.databaseUrl === undefined ? `embedded, in ${settings.data}` : 'PostgreSQL'
  const head = [
    '',
    `Trunkline ${version} serves ${url}`,
    '',
    ...table([
      ['console', `${url}/`],
      ['API reference', `${url}/docs`],
      ...(demo !== undefined && servesSoftphone(config) ? [['browser phone', `${url}/softphone`] as const] : []),
      ...(settings.publicUrl === undefined ? [] : [['public URL', settings.publicUrl] as const]),
      ['store', store],
      ['roles', roles],
    ]),
  ]
  return demo === undefined ? [...head, ''] : [...head, ...credentials(settings.data, url, demo)]
}

function credentials(data: string, url: string, demo: NonNullable<Server['demo']>): readonly string[] {
  return [
    '',
    'Demo client',
    ...table([
      ['client id', demo.accountSid],
      ['auth token', demo.authToken],
      ['API key', `${demo.apiKey.sid} : ${demo.apiKey.secret}`],
      ...demo.phoneNumbers.map(({ phoneNumber, identity }) => ['number', `${phoneNumber} (${identity})`] as const),
      ['admin token', demo.adminToken],
      ['kept in', join(data, 'demo.json')],
    ]),
    '',
    'Try',
    `  curl -K ${join(data, 'curlrc')} ${url}/v1/sms -d '{"to": "+14155550123", "content": {"text": "Hello"}}'`,
    '',
    'What arrives is shown below.',
    '',
  ]
}

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  return rows.map(([name, value]) => `  ${name.padEnd(14)} ${value}`)
}
