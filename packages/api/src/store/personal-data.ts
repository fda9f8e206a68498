import type { PersonalTable } from '@trunkline/postgres'

const ofClient = '($4::uuid is null or t.client_id = $4)'

/** Where the HTTP edge keeps what is known of a person, for `trunkline forget` and for exports. */
export const personalTables: readonly PersonalTable[] = [
  { what: 'senders that the person knows', table: 'api_messaging_sticky', where: 't::text ~* $1', shown: null },
  { what: 'feedback on messages', table: 'api_message_feedback', where: `${ofClient} and t.message_id = any($3)` },
  {
    what: 'checks of caller ids',
    table: 'api_caller_id_check',
    where: `${ofClient} and t::text ~* $1`,
    shown: null,
  },
]
