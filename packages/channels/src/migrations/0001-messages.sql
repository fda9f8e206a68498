-- Messages. The key is a UUIDv7, so that rows sort by time and a month is one range of keys. A row is written once when the message is
-- accepted and, as a rule, once more when it is final: what changes in between lives in the queue.
create table channels_message (
  id uuid not null,
  client_id uuid not null,
  created_at timestamptz not null,
  -- what was asked for, normalised; the content of category otp is sealed, and erased when the message is final
  request jsonb not null,
  -- one element a delivery, in the order of the channels
  deliveries jsonb not null,
  final boolean not null default false,
  phone text,
  email text,
  primary key (id)
) partition by range (id);

-- The index that pages a client's messages. No index stands on a column that changes, so that updates stay on their page.
create index channels_message_client on channels_message (client_id, id);
create index channels_message_phone on channels_message (client_id, phone, id) where phone is not null;
create index channels_message_email on channels_message (client_id, email, id) where email is not null;

-- Months are made ahead; what falls outside of them (a clock that is far off) is not refused.
create table channels_message_other partition of channels_message default with (fillfactor = 45);

-- Idempotency keys, in a table of their own: a partitioned table cannot hold a key that does not begin with its range.
create table channels_idempotency (
  client_id uuid not null,
  key bytea not null,
  fingerprint bytea not null,
  created_at timestamptz not null,
  -- the messages that the request made; more than one for a batch
  messages uuid[] not null,
  -- of a batch: what was rejected, and why
  rejected jsonb,
  primary key (client_id, key)
);
create index channels_idempotency_age on channels_idempotency (created_at);

-- Deliveries that may leave now, and those that are leaving (owner is set). A delivery stands in at most one of queue, held and
-- awaiting; one statement moves it from one to the next, so its place is never in doubt.
create table channels_queue (
  delivery_id uuid primary key,
  client_id uuid not null,
  -- the gateway that is next, and the client where the client has a pace of its own: GATEWAY or GATEWAY#CLIENT
  route text collate "C" not null,
  priority smallint not null,
  -- start tag of fair queueing: clients take turns, whatever each has waiting
  tag bigint not null,
  lane bigint,
  -- false while an earlier message of the same lane is still to leave
  ready boolean not null default true,
  attempt smallint not null default 0,
  -- ordinal of the delivery's last status move
  sequence smallint not null,
  owner uuid,
  lease_until timestamptz,
  started_at timestamptz,
  -- until when the delivery may leave without being looked at again: its window's close, or its end
  valid_until timestamptz,
  state jsonb not null,
  -- whether there is another gateway to go to
  fallback boolean not null generated always as (jsonb_array_length(state -> 'gateways') > 1) stored
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

create index channels_queue_next on channels_queue (route, priority, tag, delivery_id) where owner is null and ready;
create index channels_queue_fallback on channels_queue (route) where owner is null and ready and fallback;
create index channels_queue_leased on channels_queue (lease_until) where owner is not null;
create index channels_queue_stale on channels_queue (valid_until) where owner is null and valid_until is not null;
create index channels_queue_lane on channels_queue (lane, delivery_id) where lane is not null;
-- The lanes that wait for something.
create index channels_queue_blocked on channels_queue (lane, delivery_id) where not ready;

-- Deliveries that wait for an instant: a window, sendAt, the next try.
create table channels_held (
  delivery_id uuid primary key,
  client_id uuid not null,
  route text collate "C" not null,
  priority smallint not null,
  due_at timestamptz not null,
  -- window, send-at, retry, recheck (its place is to be worked out anew) or disabled (its client is)
  why text not null,
  lane bigint,
  -- until when a delivery that waits for its next try holds its lane
  holds_lane_until timestamptz,
  -- what valid_until of the queue will be once the delivery is there
  valid_until timestamptz,
  attempt smallint not null default 0,
  sequence smallint not null,
  state jsonb not null
);
-- What will go on by itself; the queries repeat the condition.
create index channels_held_due on channels_held (due_at) where why <> 'recheck' and why <> 'disabled';
create index channels_held_turn on channels_held (route, priority, client_id, due_at, delivery_id)
  where why <> 'recheck' and why <> 'disabled';
create index channels_held_recheck on channels_held (due_at, delivery_id) where why = 'recheck';
create index channels_held_parked on channels_held (client_id) where why = 'disabled';
create index channels_held_client on channels_held (client_id, why, delivery_id);
create index channels_held_lane on channels_held (lane, delivery_id) where lane is not null;

-- Deliveries that were sent and wait for a receipt, or for the time at which the next step is taken or the wait is over.
create table channels_awaiting (
  delivery_id uuid primary key,
  client_id uuid not null,
  gateway text not null,
  provider_id text not null,
  due_at timestamptz not null
);
create index channels_awaiting_due on channels_awaiting (due_at);
create index channels_awaiting_provider on channels_awaiting (gateway, provider_id);

-- Receipts that came before the delivery that they belong to was known to be sent.
create table channels_early_receipt (
  id bigint generated always as identity primary key,
  gateway text not null,
  provider_id text,
  delivery_id uuid,
  received_at timestamptz not null,
  receipt jsonb not null
);
create index channels_early_receipt_provider on channels_early_receipt (gateway, provider_id) where delivery_id is null;
create index channels_early_receipt_delivery on channels_early_receipt (delivery_id) where delivery_id is not null;
create index channels_early_receipt_age on channels_early_receipt (received_at);

-- Deliveries that became final by a receipt that named them by the provider's id alone, so that such a receipt is known when it comes
-- again. Kept for an hour.
create table channels_settled (
  gateway text not null,
  provider_id text not null,
  delivery_id uuid not null,
  settled_at timestamptz not null,
  primary key (gateway, provider_id)
);
create index channels_settled_age on channels_settled (settled_at);

-- What a client asked of a channel, and its default routing.
create table channels_client (
  client_id uuid primary key,
  routing jsonb not null
);
create table channels_setting (
  client_id uuid not null,
  channel text not null,
  settings jsonb not null,
  updated_at timestamptz not null,
  primary key (client_id, channel)
);

-- Clients that changed their settings of a channel: the keeper looks anew at what waits. A second time a while later, for what was under
-- way the first time (marked is set in between).
create table channels_recheck_request (
  client_id uuid not null,
  channel text not null,
  requested_at timestamptz not null,
  marked boolean not null default false,
  primary key (client_id, channel)
);

-- Messages from people.
create table channels_inbound (
  id uuid primary key,
  client_id uuid,
  gateway text not null,
  provider_id text not null,
  channel text not null,
  received_at timestamptz not null,
  sender text not null,
  recipient text not null,
  body jsonb not null,
  unique (gateway, provider_id)
);
create index channels_inbound_client on channels_inbound (client_id, id);

-- The processes that dispatch, so that a gateway's pace is shared between them.
create table channels_worker (
  id uuid primary key,
  seen_at timestamptz not null
);
