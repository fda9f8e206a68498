-- Answers to STOP, START and HELP that are still to be accepted as messages. They are written with the text that they answer, so that a
-- process that dies right after it takes none with it.
create table channels_keyword_reply (
  inbound_id uuid primary key,
  client_id uuid not null,
  -- {keyword, from, to, text}
  reply jsonb not null,
  created_at timestamptz not null
);
