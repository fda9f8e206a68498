-- What happened, told to others.
--
--   movers -> events_outbox -> relay -> events_log -> feed -> events_delivery -> receiver
--                                          |                       |
--                                          +-> live streams        +-> events_failed after three days
--
-- events_log and events_request are partitioned by day: their partitions are made ahead and dropped when they are a week old, which
-- costs nothing, where a delete of a week's rows would cost a vacuum of the same size.

-- Rows wait here from the commit of the move until the relay has given them a position. Append-only for everybody but the relay.
-- Serials commit out of order, so nobody may read on from "the last id seen"; the relay takes away what it has moved instead.
create table events_outbox (
  id bigint generated always as identity primary key,
  client_id uuid not null,
  created_at timestamptz not null,
  -- [{id: 'EV…', type, timestamp, data}, …]: one row may hold many events of one client
  events json not null
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);

-- The last position that was given. Whoever gives positions holds this row's lock until the commit, so positions become visible in
-- their order even while two relays believe to lead.
create table events_head (
  one boolean primary key default true check (one),
  position bigint not null
) with (fillfactor = 10);
insert into events_head (position) values (0);

create table events_log (
  position bigint not null,
  logged_at timestamptz not null,
  client_id uuid not null,
  created_at timestamptz not null,
  events json not null,
  primary key (position, logged_at)
) partition by range (logged_at);
create index events_log_client on events_log (client_id, position);

-- Where a client wants to be told. Deliveries have been made for its events up to `cursor`.
create table events_endpoint (
  id uuid primary key,
  client_id uuid not null,
  url text not null,
  -- as the client gave them ('delivery.delivered', 'delivery.*'); null is all
  patterns text[],
  -- the same as LIKE patterns
  likes text[],
  -- whsec_…, sealed; the one before it signs too until previous_until
  secret text not null,
  previous_secret text,
  previous_until timestamptz,
  status text not null default 'enabled' check (status in ('enabled', 'disabled')),
  disabled_at timestamptz,
  disabled_reason text,
  cursor bigint not null,
  -- when the feed should look for events beyond the cursor; null: there are none
  feed_at timestamptz,
  paused_until timestamptz,
  failing_since timestamptz,
  last_error text,
  created_at timestamptz not null
) with (fillfactor = 50);
create index events_endpoint_client on events_endpoint (client_id, id);
create index events_endpoint_feed on events_endpoint (feed_at) where feed_at is not null;

-- Events on their way to an endpoint. Claimed by lease: due_at and lease_until are the lease's end while somebody works on the row,
-- so that a row whose worker died is due again by itself; lease_until is the token that the worker finishes with.
create table events_delivery (
  endpoint_id uuid not null,
  position bigint not null,
  index int not null,
  event jsonb not null,
  made_at timestamptz not null,
  due_at timestamptz not null,
  lease_until timestamptz,
  attempt smallint not null default 0,
  primary key (endpoint_id, position, index)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
create index events_delivery_due on events_delivery (endpoint_id, due_at, position, index);

-- Deliveries that were given up, kept for a week so that they can be replayed.
create table events_failed (
  endpoint_id uuid not null,
  position bigint not null,
  index int not null,
  event jsonb not null,
  attempt smallint not null,
  failed_at timestamptz not null,
  reason text not null,
  primary key (endpoint_id, position, index)
);
create index events_failed_age on events_failed (failed_at);

-- Every HTTP request that went out on a client's behalf, for a week. Bodies are cut short, credentials left out.
create table events_request (
  id uuid not null,
  created_at timestamptz not null,
  client_id uuid not null,
  -- 'webhook', or what the caller named it
  purpose text not null,
  endpoint_id uuid,
  event_id text,
  attempt smallint not null,
  method text not null,
  url text not null,
  request_headers jsonb not null,
  request_body text,
  status smallint,
  response_headers jsonb,
  response_body text,
  duration_ms int not null,
  error_code text,
  error text,
  primary key (id, created_at)
) partition by range (created_at);
create index events_request_client on events_request (client_id, id);
