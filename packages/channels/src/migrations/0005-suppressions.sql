-- Addresses that a client does not send to: people who opted out, mailboxes that are not there, and what the client put here itself.
create table channels_suppression (
  client_id uuid not null,
  channel text not null,
  -- E.164 number or e-mail address, as deliveries have it
  address text not null,
  -- the sender of ours that it is about; empty: all of the client's
  sender text not null default '',
  -- opt-out, unsubscribe, complaint, hard-bounce or manual
  reason text not null,
  -- the categories that are not sent; null: all
  categories text[],
  -- in words: where it came from
  detail text,
  created_at timestamptz not null,
  primary key (client_id, channel, address, sender)
);

-- What one click unsubscribes from. The token is all that its holder needs, so it is 128 random bits; one for each address and category.
create table channels_unsubscribe (
  token bytea primary key,
  client_id uuid not null,
  address text not null,
  category text not null,
  created_at timestamptz not null,
  unique (client_id, address, category)
);
