-- Calls that verify numbers as caller ids (https://www.twilio.com/docs/voice/api/outgoing-caller-ids), while they are under way.
create table api_caller_id_check (
  -- of the call
  call_id uuid primary key,
  client_id uuid not null,
  number text not null,
  friendly_name text,
  -- the code that the person keys in, sealed
  code text not null,
  -- SHA-256 of what the address of its documents ends with
  token bytea not null unique,
  -- how often a code was asked for
  asked smallint not null default 0,
  -- of the caller id, once the code was keyed in
  caller_id uuid,
  -- {url, method} of who is told of the end
  callback jsonb,
  created_at timestamptz not null
);
create index api_caller_id_check_created on api_caller_id_check (created_at);
