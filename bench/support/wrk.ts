import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What wrk measured. */
export interface WrkResult {
  readonly perSecond: number
  readonly requests: number
  readonly failed: number
  readonly p50: string
  readonly p99: string
}

/** Runs wrk (Debian's package) with one POST, or a GET where there is no body, over and over, on as many connections as asked. */
export async function wrk(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
  connections: number,
  seconds: number,
): Promise<WrkResult> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-wrk-'))
  const script = join(folder, 'post.lua')
  const lines = Object.entries(headers).map(
    ([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`,
  )
  const post = body === undefined ? '' : `wrk.method = "POST"\nwrk.body = ${JSON.stringify(body)}\n`
  writeFileSync(script, `${post}${lines.join('\n')}\n`)
  try {
    const { stdout } = await promisify(execFile)('wrk', [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--latency',
      '-s',
      script,
      url,
    ])
    const one = (pattern: RegExp) => pattern.exec(stdout)?.[1] ?? '0'
    return {
      perSecond: Number(one(/Requests\/sec:\s+([\d.]+)/)),
      requests: Number(one(/(\d+) requests in/)),
      failed: Number(one(/Non-2xx or 3xx responses: (\d+)/)),
      p50: one(/50%\s+(\S+)/),
      p99: one(/99%\s+(\S+)/),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
