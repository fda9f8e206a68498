-- Who may send, with which credentials, and what is theirs.

-- Counts changes. Whoever changes an account takes the next number and holds this row's lock until the commit, so the numbers become
-- visible in their order, and another process that asks for "what changed after n" misses nothing.
create table accounts_version (
  one boolean primary key default true check (one),
  version bigint not null
) with (fillfactor = 10);
insert into accounts_version (version) values (0);

create table accounts_client (
  id uuid primary key,
  name text not null,
  status text not null default 'active' check (status in ('active', 'disabled')),
  disabled_at timestamptz,
  disabled_reason text,
  parent_id uuid references accounts_client (id),
  -- declared in the configuration file: the API does not change it
  declared boolean not null default false,
  -- the auth token, sealed: it signs what we send, so a hash would not do
  token text not null,
  token_at timestamptz not null,
  created_at timestamptz not null,
  -- number of its last change, also of its keys, numbers and applications
  version bigint not null
);
create index accounts_client_version on accounts_client (version);
create index accounts_client_parent on accounts_client (parent_id) where parent_id is not null;

create table accounts_key (
  id uuid primary key,
  client_id uuid not null references accounts_client (id),
  name text not null,
  secret text not null,
  created_at timestamptz not null
);
create index accounts_key_client on accounts_key (client_id, id);

create table accounts_application (
  id uuid primary key,
  client_id uuid not null references accounts_client (id),
  friendly_name text not null,
  settings jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index accounts_application_client on accounts_application (client_id, id);

-- A number has one owner, so it is the key.
create table accounts_number (
  number text primary key,
  id uuid not null unique,
  client_id uuid not null references accounts_client (id),
  -- the browser phone that the number rings
  identity text,
  settings jsonb not null,
  declared boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index accounts_number_client on accounts_number (client_id, number);
create index accounts_number_identity on accounts_number (client_id, identity, number) where identity is not null;
