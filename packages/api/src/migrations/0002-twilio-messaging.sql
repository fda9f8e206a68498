-- Messaging services of the Twilio-compatible edge: how messages leave and where answers go, under one name.
create table api_messaging_service (
  id uuid primary key,
  client_id uuid not null,
  -- what the client set, by Twilio's names
  settings jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index api_messaging_service_client on api_messaging_service (client_id, id);

-- The senders of a service: numbers of the client, and names.
create table api_messaging_sender (
  service_id uuid not null references api_messaging_service (id) on delete cascade,
  client_id uuid not null,
  -- phone-number or alpha-sender
  kind text not null,
  -- that of the number; of a name its own
  id uuid not null,
  sender text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (service_id, id)
);
-- A number is in one service; a name is in a service once.
create unique index api_messaging_sender_number on api_messaging_sender (client_id, sender) where kind = 'phone-number';
create unique index api_messaging_sender_name on api_messaging_sender (service_id, sender) where kind = 'alpha-sender';

-- Which sender a recipient knows a service by.
create table api_messaging_sticky (
  service_id uuid not null references api_messaging_service (id) on delete cascade,
  recipient text not null,
  sender text not null,
  chosen_at timestamptz not null,
  primary key (service_id, recipient)
);

-- What recipients were said to have done upon a message.
create table api_message_feedback (
  message_id uuid primary key,
  client_id uuid not null,
  outcome text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- Clients one of whose messages has ever asked for callbacks: the events of all others are passed over unread.
create table api_webhook_watch (
  client_id uuid primary key,
  since timestamptz not null
);

-- Webhooks to be made as Twilio makes them. A row is there until its receiver was called, so nothing is lost when a process dies.
create table api_webhook_job (
  id bigint generated always as identity primary key,
  -- message-status or message-incoming
  kind text not null,
  client_id uuid not null,
  -- what it is about, and which of its webhooks: an event that is read twice makes one row
  subject uuid not null,
  sequence smallint not null,
  part smallint not null,
  -- one after the other within a lane
  lane text collate "C" not null,
  -- scheme, host and port of the receiver: no receiver takes all places
  target text collate "C" not null,
  payload jsonb not null,
  tries smallint not null default 0,
  owner uuid,
  lease_until timestamptz,
  unique (subject, sequence, part)
) with (autovacuum_vacuum_scale_factor = 0.05);
create index api_webhook_job_target on api_webhook_job (target, id);
create index api_webhook_job_lane on api_webhook_job (lane, id);

-- Cookies that receivers set in a conversation, sealed.
create table api_webhook_cookie (
  client_id uuid not null,
  -- hash of both addresses
  pair bytea not null,
  sealed text not null,
  used_at timestamptz not null,
  primary key (client_id, pair)
);
create index api_webhook_cookie_age on api_webhook_cookie (used_at);
