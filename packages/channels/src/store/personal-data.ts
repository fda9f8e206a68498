import type { PersonalTable } from '@trunkline/postgres'
import { fromRow, type MessageRow } from '../message/delivery-document.ts'

/** The message of a delivery. */
const messageOf = `(left(t.delivery_id::text, 32) || '0000')::uuid = any($3)`
const ofClient = '($4::uuid is null or t.client_id = $4)'
const mentioned = 't::text ~* $1'
/** Whether a client's own name is one of the person's: names are a client's, and another's `u-42` is somebody else. */
const called = (name: string) => `t.client_id::text || ' ' || ${name} = any($2)`

/** Where channels keep what is known of a person, for `trunkline forget` and for exports. */
export const personalTables: readonly PersonalTable[] = [
  {
    what: 'messages',
    table: 'channels_message',
    where: `${ofClient} and (${mentioned} or ${called(`(t.request -> 'to' ->> 'recipient')`)})`,
    subject: 't.id',
    shown: `jsonb_build_object('id', t.id, 'createdAt', t.created_at, 'request', t.request - 'sealed' - 'origin', 'deliveries', t.deliveries)`,
    readable: (shown) => fromRow(shown as MessageRow),
  },
  { what: 'messages that were to be sent', table: 'channels_queue', where: messageOf, shown: null },
  { what: 'messages that were held', table: 'channels_held', where: messageOf, shown: null },
  { what: 'receipts that were awaited', table: 'channels_awaiting', where: messageOf, shown: null },
  { what: 'early receipts', table: 'channels_early_receipt', where: `${messageOf} or ${mentioned}`, shown: null },
  { what: 'ids of providers', table: 'channels_settled', where: messageOf, shown: null },
  {
    what: 'idempotency keys',
    table: 'channels_idempotency',
    where: `${ofClient} and (t.messages && $3 or ${mentioned})`,
    // The key stays: a batch that is tried again must not reach everybody else of it a second time, nor the person.
    erase: `set messages = array(select id from unnest(t.messages) id where id <> all($3)),
      rejected = case when t.rejected::text ~* $1 then null else t.rejected end`,
    shown: null,
  },
  {
    what: 'places of records',
    table: 'channels_record',
    where: 't.message_id = any($3)',
    // The place stays: the record may come again.
    erase: 'set message_id = null',
    shown: null,
  },
  { what: 'texts from the person', table: 'channels_inbound', where: `${ofClient} and ${mentioned}`, subject: 't.id' },
  { what: 'answers to texts', table: 'channels_keyword_reply', where: `${ofClient} and ${mentioned}`, shown: null },
  {
    what: 'what arrived at the built-in gateway',
    table: 'channels_loopback',
    where: `${ofClient} and (${mentioned} or ${messageOf})`,
    shown: null,
  },
  { what: 'rules of the built-in gateway', table: 'channels_loopback_rule', where: mentioned, shown: null },
  { what: 'suppressions', table: 'channels_suppression', where: `${ofClient} and ${mentioned}` },
  { what: 'links to unsubscribe', table: 'channels_unsubscribe', where: `${ofClient} and ${mentioned}`, shown: null },
  {
    what: 'devices',
    table: 'channels_device',
    where: `${ofClient} and (${called('t.recipient')} or ${mentioned} or exists (
      select from channels_recipient r where r.client_id = t.client_id and r.id = t.recipient and r::text ~* $1))`,
    shown: `jsonb_build_object('type', t.type, 'registeredAt', t.registered_at)`,
  },
  {
    what: 'recipients',
    table: 'channels_recipient',
    where: `${ofClient} and (${called('t.id')} or ${mentioned})`,
  },
]
