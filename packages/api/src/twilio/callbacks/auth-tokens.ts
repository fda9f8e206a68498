import type { Accounts } from '@trunkline/accounts'
import type { Clock } from '../../ports.ts'

/** How long a token is remembered without word of a change, milliseconds. */
const rememberedFor = 5_000
const mostRemembered = 10_000

/** Gives accounts' auth tokens, to sign webhooks with; remembered for moments, so that a thousand callbacks a second are not a thousand queries. */
export function createAuthTokens(
  { clients, onChange }: Pick<Accounts, 'clients' | 'onChange'>,
  clock: Clock,
): { of(clientId: string): Promise<string>; close(): void } {
  const known = new Map<string, { readonly token: Promise<string>; readonly until: number }>()
  const close = onChange(({ id }) => void known.delete(id))
  return {
    of(clientId) {
      const now = clock.now()
      const found = known.get(clientId)
      if (found !== undefined && found.until > now) return found.token
      const token = clients.authToken(clientId)
      if (known.size >= mostRemembered) known.clear()
      known.set(clientId, { token, until: now + rememberedFor })
      token.catch(() => known.delete(clientId)) // Whoever asked is told.
      return token
    },
    close,
  }
}
