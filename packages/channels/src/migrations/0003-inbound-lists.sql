-- Messages from people are listed beside those to people, and filtered by either party. Few come in for each one that goes out, so these cost
-- the way out nothing.
create index channels_inbound_sender on channels_inbound (client_id, sender, id);
create index channels_inbound_recipient on channels_inbound (client_id, recipient, id);
