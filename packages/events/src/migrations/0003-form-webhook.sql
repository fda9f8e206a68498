-- Form-encoded webhooks to be made: a row is there until its receiver was called, so nothing is lost when a process dies. Whoever causes one writes it in the
-- transaction of what it tells.
create table events_form_webhook (
  id bigint generated always as identity primary key,
  -- who makes it: 'callback' and kin are requests as they stand in the payload; others have a handler of their own
  kind text not null,
  client_id uuid not null,
  -- what it is about, and which of its webhooks: what is written twice makes one row
  subject uuid not null,
  sequence int not null,
  part smallint not null,
  -- one after the other within a lane
  lane text collate "C" not null,
  -- scheme, host and port of the receiver: no receiver takes all places
  target text collate "C" not null,
  payload jsonb not null,
  tries smallint not null default 0,
  owner uuid,
  lease_until timestamptz,
  unique (subject, kind, sequence, part)
) with (autovacuum_vacuum_scale_factor = 0.05);
create index events_form_webhook_target on events_form_webhook (target, id);
create index events_form_webhook_lane on events_form_webhook (lane, id);
