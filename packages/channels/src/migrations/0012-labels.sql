-- What the events of a delivery have in common goes with it through queue and held in short: its SID (which tells the message's), its channel
-- and its metadata, where it has some. Whose it is stands in the row.
do $$
declare
  name text;
begin
  foreach name in array array['channels_queue', 'channels_held'] loop
    execute format($sql$
      update %I set state = state || jsonb_build_object('event', jsonb_build_object(
        'of', state -> 'event' ->> 'deliveryId', 'channel', state -> 'event' -> 'channel')
        || case when state -> 'event' -> 'metadata' = '{}' then '{}' else jsonb_build_object('metadata', state -> 'event' -> 'metadata') end)
      where state -> 'event' ? 'deliveryId'$sql$, name);
  end loop;
end
$$;
