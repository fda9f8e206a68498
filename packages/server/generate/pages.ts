import { randomBytes, randomUUID } from 'node:crypto'
import { createApi, openApiOf, referenceMarkdown, referenceOf, twilioCoverage } from '@trunkline/api'
import {
  apnsGatewayConfig,
  fcmGatewayConfig,
  loopbackGatewayConfig,
  smtpGatewayConfig,
  twilioGatewayConfig,
  webPushGatewayConfig,
} from '@trunkline/channels'
import { asyncApi } from '@trunkline/intake/contract'
import { twimlCoverage } from '@trunkline/voice'
import { type ProblemRow, problemTable } from '@trunkline/wire'
import type { TSchema } from 'typebox'
import { configFileSchema } from '../src/config/file-schema.ts'
import { type Setting, settings } from '../src/config/settings.ts'
import { sipGatewayConfig } from '../src/config/sip-gateway.ts'
import { version } from '../src/version.ts'

const generated =
  '<!-- Generated: node --conditions=trunkline-source packages/server/generate/main.ts. Do not edit. -->'

/** The pages of `docs/reference` that are made from code, by their file name. */
export async function referencePages(): Promise<Readonly<Record<string, string>>> {
  return {
    'problems.md': problemsPage(),
    'environment.md': environmentPage(),
    'configuration.md': configurationPage(),
    'http.md': await httpPage(),
    'asyncapi.json': `${JSON.stringify(asyncApi(version), undefined, 2)}\n`,
    'twilio-coverage.md': page('What is served of Twilio’s API', twilioCoverage()),
    'twiml-coverage.md': page('What is honoured of TwiML', twimlCoverage()),
  }
}

function problemsPage(): string {
  const rows = Object.entries(problemTable).map(
    ([code, { status, title, advice, retryable }]: [string, ProblemRow]) =>
      `| \`${code}\` | ${status} | ${title} | ${advice} | ${retryable ? 'yes' : 'no'} |`,
  )
  return page('Problems', [
    'Whatever the API refuses is answered with `application/problem+json` (RFC 9457): `type`, `title`, `status`, `code`, `detail`, `instance` (the request id), and for bad input ' +
      '`errors: [{pointer, detail}]`, where `pointer` is an RFC 6901 pointer into the body (for a query, into its parameters). `code` is stable; words may change. **Nothing is changed by a request that ' +
      'was answered with a problem.** A problem that can pass by itself has a `Retry-After` where the time is known.',
    ['| code | status | what it means | what to do | try again as it is |', '|---|---|---|---|---|', ...rows].join(
      '\n',
    ),
  ])
}

function environmentPage(): string {
  const rows = Object.values(settings).map(({ env, flag, fallback, about }: Setting<unknown>) => {
    const shown = fallback === undefined ? '' : `\`${fallback}\``
    return `| \`${env}\` | \`${flag}\` | ${shown} | ${about} |`
  })
  return page('Environment', [
    'What a process is told. A flag of `trunkline start` goes before the variable, which goes before the default; an empty variable counts as absent. A wrong value stops the start with one ' +
      'line that names it. A flag is seen by everybody who may list processes: give secrets by environment.',
    ['| variable | flag | default | what it is for |', '|---|---|---|---|', ...rows].join('\n'),
  ])
}

function configurationPage(): string {
  const { gateways, ...rest } = configFileSchema.properties
  const types = {
    twilio: twilioGatewayConfig,
    smtp: smtpGatewayConfig,
    webpush: webPushGatewayConfig,
    fcm: fcmGatewayConfig,
    apns: apnsGatewayConfig,
    sip: sipGatewayConfig,
    loopback: loopbackGatewayConfig,
  }
  return page('Configuration file', [
    `\`trunkline.yaml\`, or what \`TRUNKLINE_CONFIG\` names. It is read at the start; \`$\{NAME}\` in a value is replaced by the environment variable, and \`$$\` is a dollar sign. A fault stops the start with one line that names the place. File names in it are relative to the file.`,
    '## gateways',
    `${(gateways as { description?: string }).description} Without any, the built-in \`loopback\` takes every channel; with some, a channel without a route is refused (422).`,
    ...Object.entries(types).flatMap(([type, schema]) => [`### type: ${type}`, fieldTable(schema)]),
    ...Object.entries(rest).flatMap(([name, schema]) => [
      `## ${name}`,
      (schema as { description?: string }).description ?? '',
      fieldTable(((schema as { items?: TSchema }).items ?? schema) as TSchema),
    ]),
  ])
}

interface Field {
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Field>>
  readonly required?: readonly string[]
  readonly items?: Field
  readonly enum?: readonly string[]
  readonly const?: string
  readonly additionalProperties?: Field | boolean
  readonly patternProperties?: Readonly<Record<string, Field>>
}

function fieldTable(schema: TSchema): string {
  const rows = fields(schema as Field, '')
  return rows.length === 0 ? '' : ['| key | type | what it is for |', '|---|---|---|', ...rows].join('\n')
}

function fields(schema: Field, prefix: string): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const mark = schema.required?.includes(name) ? ' *' : ''
    const line = `| \`${prefix}${name}\`${mark} | ${typeOf(field)} | ${(field.description ?? '').replaceAll('|', '\\|')} |`
    const each = Object.values(field.patternProperties ?? {})[0] ?? {}
    return [
      line,
      ...fields(field, `${prefix}${name}.`),
      ...fields(field.items ?? {}, `${prefix}${name}[].`),
      ...fields(each, `${prefix}${name}.*.`),
    ]
  })
}

function typeOf({ type, items, enum: words, const: word }: Field): string {
  if (word !== undefined) return `\`${word}\``
  if (words !== undefined) return words.map((one) => `\`${one}\``).join(' or ')
  return type === 'array' ? `list of ${typeOf(items ?? {})}` : (type ?? 'any')
}

/** The API is put together on nothing: its routes are looked at and never called. */
async function httpPage(): Promise<string> {
  const nothing = { info() {}, debug() {}, warn() {}, error() {}, gauge() {}, observe() {} }
  const parts = { accounts: {}, channels: { gateways: {} }, events: {}, db: {}, sealer: {}, inbox: undefined }
  const api = await createApi({
    parts: parts as never,
    clock: { now: () => 0 },
    log: nothing,
    meter: nothing,
    metrics: { contentType: '', render: async () => '' },
    readiness: () => [],
    randomBytes,
    randomUuid: randomUUID,
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    adminToken: '-',
    version,
  })
  const reference = referenceMarkdown(referenceOf(openApiOf(api.server)))
  await api.stop()
  return reference
}

const page = (title: string, parts: readonly string[]): string =>
  `${[`# ${title}`, generated, ...parts.filter((part) => part !== '')].join('\n\n')}\n`
