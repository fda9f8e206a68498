import type { PersonalTable } from '@trunkline/postgres'

const ofClient = '($4::uuid is null or t.client_id = $4)'

/** The same of an event by itself. */
const tellsClient = `($4::uuid is null or t.event -> 'data' ->> 'clientId' = 'AC' || replace($4::text, '-', ''))`

/** Whether an event is about a person: it names them, or one of the messages, calls or verifications that were theirs. Ids in events are SIDs: two letters and the UUID's digits. */
const about = (event: string) => `(${event}::text ~* $1 or exists (
  select from unnest(array[${event} -> 'data' ->> 'messageId', ${event} -> 'data' ->> 'inboundId', ${event} -> 'data' ->> 'callSid', ${event} -> 'data' ->> 'verificationId']) sid
  where length(sid) = 34 and substr(sid, 3)::uuid = any($3)) or exists (
  select from unnest($2::text[]) name where ${event} -> 'data' ->> 'clientId' = 'AC' || replace(left(name, 36), '-', '') and ${event} -> 'data' ->> 'recipient' = substr(name, 38)))`

// A place in the log is a row and an index into it, so an event that is forgotten leaves its place.
const emptied = `set events = (
  select json_agg(case when ${about('one')} then json_build_object('id', one ->> 'id', 'type', 'person.forgotten',
    'timestamp', one ->> 'timestamp', 'data', json_build_object('clientId', one -> 'data' ->> 'clientId')) else one end order by place)
  from events_expanded(t.client_id, t.events) e(one, place))`
const anyAbout = `exists (select from events_expanded(t.client_id, t.events) e(one, place) where one ->> 'type' <> 'person.forgotten' and ${about('one')})`
const shown = `(select jsonb_agg(one order by place) from events_expanded(t.client_id, t.events) e(one, place) where ${about('one')})`

/** Where events keep what is known of a person, for `trunkline forget` and for exports. */
export const personalTables: readonly PersonalTable[] = [
  { what: 'events', table: 'events_outbox', where: `${ofClient} and ${anyAbout}`, erase: emptied, shown },
  { what: 'events', table: 'events_log', where: `${ofClient} and ${anyAbout}`, erase: emptied, shown },
  {
    what: 'events on their way',
    table: 'events_delivery',
    where: `${tellsClient} and ${about('t.event')}`,
    shown: null,
  },
  {
    what: 'events that could not be told',
    table: 'events_failed',
    where: `${tellsClient} and ${about('t.event')}`,
    shown: null,
  },
  { what: 'requests in the log', table: 'events_request', where: `${ofClient} and t::text ~* $1`, shown: null },
  {
    what: 'webhooks on their way',
    table: 'events_form_webhook',
    where: `${ofClient} and (t::text ~* $1 or t.subject = any($3))`,
    shown: null,
  },
]
