import type { TestContext } from 'node:test'
import { eventually, startProcess, tempFolder } from '@trunkline/testkit'
import { environment } from '../support/server-process.ts'
import type { OfficialClient } from './official-clients.ts'

/** One request that a webhook application got, and whether its library's validator took it. */
export interface SeenWebhook {
  readonly valid: boolean
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly params: Readonly<Record<string, string | readonly string[]>>
}

/** A running webhook application. */
export interface WebhookApp {
  readonly url: string
  /** Everything that it got so far. */
  seen(): readonly SeenWebhook[]
  /** Waits for a request. */
  got(what: string, matches: (seen: SeenWebhook) => boolean): Promise<SeenWebhook>
}

/** Starts the webhook application of a language; it validates with the account's token. */
export async function startWebhookApp(
  t: TestContext,
  { webhooks, env }: OfficialClient,
  authToken: string,
): Promise<WebhookApp> {
  const home = tempFolder(t)
  const [program, script] = webhooks
  const app = startProcess(t, program, [script], {
    cwd: home,
    env: environment(home, { ...env, TWILIO_AUTH_TOKEN: authToken }),
  })
  const [, port] = await app.printed(/listening (\d+)\n/)
  const seen = () =>
    app
      .output()
      .split('\n')
      .slice(0, -1)
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as SeenWebhook)
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async got(what, matches) {
      await eventually(what, () => seen().some(matches))
      return seen().find(matches) as SeenWebhook
    },
  }
}
