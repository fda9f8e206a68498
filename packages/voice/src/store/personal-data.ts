import type { PersonalTable } from '@trunkline/postgres'

const ofClient = '($4::uuid is null or t.client_id = $4)'
const mentioned = 't::text ~* $1'

/** Where calls keep what is known of a person, for `trunkline forget` and for exports. A call that is under way ends as one that is not known. */
export const personalTables: readonly PersonalTable[] = [
  {
    what: 'calls',
    table: 'voice_call',
    where: `${ofClient} and ${mentioned}`,
    subject: 't.id',
    shown: `to_jsonb(t) - 'request' - 'origin' - 'owner'`,
  },
  {
    what: 'sound of recordings',
    table: 'voice_recording_part',
    where: 't.recording_id in (select r.id from voice_recording r where r.call_id = any($3))',
    shown: null,
  },
  { what: 'recordings', table: 'voice_recording', where: `${ofClient} and t.call_id = any($3)` },
  { what: 'participants of conferences', table: 'voice_participant', where: `${ofClient} and t.call_id = any($3)` },
  { what: 'commands of calls', table: 'voice_command', where: `${ofClient} and ${mentioned}`, shown: null },
  { what: 'phones that are registered', table: 'voice_sip_binding', where: mentioned, shown: null },
]
