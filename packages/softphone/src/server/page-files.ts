import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { PageConfig } from '../page/page-config.ts'

const file = (name: string): string => fileURLToPath(new URL(`../page/${name}`, import.meta.url))

const html = 'text/html; charset=utf-8'
const script = 'text/javascript; charset=utf-8'

/**
 * The page's script: ours and the official SDK in one file. Made by esbuild when it is asked for first (a third of a second), and kept in memory: a file that is committed would have to be made anew at every change and
 * be trusted unread, and one that is kept on disk can be of another version than the page.
 */
export async function buildScript(): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [file('main.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    banner: { js: '/*! Contains @twilio/voice-sdk (Apache-2.0), https://github.com/twilio/twilio-voice.js */' },
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

function carrierSources(signalling: string | undefined): string {
  if (signalling === undefined) return 'https://*.twilio.com wss://*.twilio.com'
  if (signalling === 'self') return ''
  return /^wss?:/.test(signalling) ? signalling : `wss://${signalling}`
}

/**
 * Nothing but our own files, the API server, and where calls go. The SDK makes `blob:` URLs of nothing; our sounds are some. Twilio's hosts are listed only where calls go there.
 */
function policy(signalling: string | undefined, apiOrigin: string): string {
  const carrier = carrierSources(signalling)
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    'media-src blob:',
    `connect-src 'self' blob: ${apiOrigin} ${carrier}`.trim(),
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'self'",
  ].join('; ')
}

/** How the page is served. */
export interface PageOptions {
  readonly config: () => PageConfig | Promise<PageConfig>
  /** Where it is mounted: `/softphone`; empty where left out. */
  readonly basePath?: string
}

interface Served {
  readonly type: string
  readonly body: () => Promise<string>
}

/** The page and what belongs to it, for `createSoftphoneServer`. */
export function createPageFiles({
  config,
  basePath = '',
}: PageOptions): (path: string) => Promise<Response | undefined> {
  let built: Promise<string> | undefined
  const scriptOnce = (): Promise<string> => {
    built ??= buildScript().catch((error: unknown) => {
      built = undefined
      throw error
    })
    return built
  }
  const page: Served = {
    type: html,
    body: async () =>
      (await readFile(file('page.html'), 'utf8')).replace('<base href="./">', `<base href="${basePath}/">`),
  }
  const files: Readonly<Record<string, Served>> = {
    '/': page,
    '/index.html': page,
    '/style.css': { type: 'text/css; charset=utf-8', body: () => readFile(file('style.css'), 'utf8') },
    '/icon.svg': { type: 'image/svg+xml', body: () => readFile(file('icon.svg'), 'utf8') },
    '/app.js': { type: script, body: scriptOnce },
    '/config.json': { type: 'application/json', body: async () => JSON.stringify(await config()) },
  }
  return async (path) => {
    const served = Object.hasOwn(files, path) ? files[path] : undefined
    if (!served) return undefined
    const { signalling, apiUrl } = await config()
    const apiOrigin = URL.canParse(apiUrl) ? new URL(apiUrl).origin : ''
    const headers = {
      'content-type': served.type,
      'content-security-policy': policy(signalling, apiOrigin),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': 'microphone=(self), camera=(), geolocation=()',
      'cache-control': 'no-cache',
    }
    return new Response(await served.body(), { headers })
  }
}
