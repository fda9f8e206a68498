-- Calls: one row a leg, as Twilio has it. Status only moves forward (call/call-status.ts).
create table voice_call (
  -- the SID is CA and these digits; grows with time
  id uuid primary key,
  client_id uuid not null,
  -- the call whose Dial made this one
  parent_id uuid,
  direction text not null check (direction in ('inbound', 'outbound-api', 'outbound-dial')),
  status text not null,
  -- E.164, client:…, sip:…; the called one may be empty
  from_address text collate "C" not null,
  to_address text collate "C" not null,
  forwarded_from text,
  caller_name text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- when it was dialled or came in
  started_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  answered_by text,
  -- Twilio's code of what ended it, where something went wrong, and in words
  error_code int,
  reason text,
  sip_code smallint,
  -- what was asked of a call that is made through the API (call/new-call.ts), and what its maker keeps with it
  request jsonb,
  origin jsonb,
  -- parameters that its webhooks carry beside the ordinary ones
  parameters jsonb not null default '{}',
  -- {url, method, events}: where its progress is told, and how often it was
  callback jsonb,
  told smallint not null default 0,
  -- the term of leadership in which somebody runs it; null while it waits
  owner uuid
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
create index voice_call_client on voice_call (client_id, id);
create index voice_call_parent on voice_call (parent_id, id) where parent_id is not null;
create index voice_call_to on voice_call (client_id, to_address, id);
create index voice_call_from on voice_call (client_id, from_address, id);
-- Waiting to be dialled: the oldest of each client.
create index voice_call_waiting on voice_call (client_id, id) where status = 'queued' and owner is null;
-- Not over: what a new leader finds.
create index voice_call_live on voice_call (owner, id) where ended_at is null and owner is not null;

-- What is asked of the process that runs the calls, and what it answered.
create table voice_command (
  id uuid primary key,
  kind text not null,
  client_id uuid not null,
  body jsonb not null,
  created_at timestamptz not null,
  -- nobody waits for an answer any longer
  until timestamptz not null,
  -- taken by that term; an answer may follow
  owner uuid,
  answered_at timestamptz,
  answer jsonb
) with (autovacuum_vacuum_scale_factor = 0.05);
create index voice_command_open on voice_command (id) where owner is null;
create index voice_command_until on voice_command (until);
