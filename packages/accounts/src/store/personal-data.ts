import type { PersonalTable } from '@trunkline/postgres'

/** Where accounts keep what is known of a person, for `trunkline forget` and for exports. A client's own numbers are not a person's. */
export const personalTables: readonly PersonalTable[] = [
  {
    what: 'verified caller ids',
    table: 'accounts_caller_id',
    where: '($4::uuid is null or t.client_id = $4) and t::text ~* $1',
  },
]
