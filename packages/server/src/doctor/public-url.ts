import type { Check } from './check.ts'

const name = 'public URL'

/** Calls this server by its public URL, as a provider would. */
export async function checkPublicUrl(url: string | undefined): Promise<Check> {
  if (url === undefined) {
    const advice = 'Set TRUNKLINE_PUBLIC_URL once a provider must reach this server (receipts, inbound messages).'
    return { name, state: 'ok', detail: 'none is set: nothing outside is told to call back', advice }
  }
  const reason = await reach(`${url}/healthz`)
  if (reason === undefined) return { name, state: 'ok', detail: `${url} reaches this server` }
  const advice =
    'Check DNS, the proxy’s route and certificate, and the firewall. (A network without hairpin NAT fails only from inside.)'
  return { name, state: 'fail', detail: `${url}/healthz: ${reason}`, advice }
}

async function reach(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(8_000), redirect: 'manual' })
    const body: unknown = await response.json().catch(() => undefined)
    const ours = typeof body === 'object' && body !== null && 'status' in body && body.status === 'up'
    return ours ? undefined : `answered ${response.status}, but not as this server does`
  } catch (error) {
    return ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message
  }
}
