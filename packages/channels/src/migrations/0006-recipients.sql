-- People as a client knows them: where they are reached, and what they allow.
create table channels_recipient (
  client_id uuid not null,
  id text collate "C" not null,
  phone text,
  email text,
  -- {timeZone, locale, preferences}
  profile jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (client_id, id)
);
create index channels_recipient_phone on channels_recipient (phone) where phone is not null;
create index channels_recipient_email on channels_recipient (lower(email)) where email is not null;

-- Push addresses: a browser's subscription, a phone's token. One address is one person's at a time.
create table channels_device (
  id uuid primary key,
  client_id uuid not null,
  recipient text collate "C" not null,
  type text not null,
  -- what tells one address from another: a hash of its endpoint or token
  key bytea not null,
  address jsonb not null,
  -- when the app last said that it is there: a provider's older word that it is gone does not count
  registered_at timestamptz not null,
  unique (client_id, type, key),
  foreign key (client_id, recipient) references channels_recipient (client_id, id) on delete cascade
);
create index channels_device_recipient on channels_device (client_id, recipient, registered_at);
