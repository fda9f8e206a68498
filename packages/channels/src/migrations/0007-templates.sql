-- What messages say, kept under a name, by locale and channel.
create table channels_template (
  client_id uuid not null,
  name text collate "C" not null,
  definition jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (client_id, name)
);

-- How a client's e-mail looks.
create table channels_theme (
  client_id uuid primary key,
  theme jsonb not null,
  updated_at timestamptz not null
);
