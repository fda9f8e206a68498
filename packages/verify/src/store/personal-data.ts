import type { PersonalTable } from '@trunkline/postgres'

const ofClient = '($4::uuid is null or t.client_id = $4)'
const mentioned = 't::text ~* $1'
/** Whether a client's own name is one of the person's. */
const called = (name: string) => `t.client_id::text || ' ' || ${name} = any($2)`

/** Where verification keeps what is known of a person, for `trunkline forget` and for exports. */
export const personalTables: readonly PersonalTable[] = [
  {
    what: 'verifications',
    table: 'verify_challenge',
    where: `${ofClient} and (${mentioned} or ${called('t.identity')})`,
    subject: 't.id',
    shown: `to_jsonb(t) - 'code_sealed' - 'code_hash'`,
  },
  {
    what: 'codes that were sent',
    table: 'verify_send',
    where: `${ofClient} and (t.challenge_id = any($3) or ${mentioned})`,
    shown: `to_jsonb(t) - 'token_hash'`,
  },
  { what: 'counters of verifications', table: 'verify_counter', where: mentioned, shown: null },
  {
    what: 'failed verifications',
    table: 'verify_failure',
    where: `${ofClient} and (${mentioned} or (t.subject like 'identity:%' and ${called(`substr(t.subject, 10)`)}))`,
  },
  { what: 'numbers on the safe list', table: 'verify_safe_number', where: `${ofClient} and ${mentioned}` },
  {
    what: 'factors',
    table: 'verify_factor',
    where: `${ofClient} and (${called('t.identity')} or ${mentioned})`,
    shown: `to_jsonb(t) - 'secret' - 'salt' - 'config'`,
  },
]
