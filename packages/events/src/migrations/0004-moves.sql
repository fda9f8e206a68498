-- The outbox and the log keep moves of a delivery that follow one another as one element,
--   {"of": "SM…", "channel": "sms", "metadata": {…}, "from": 4, "moves": [["sent", "2026-…"], ["delivered", "2026-…", true, null, null]]}
-- which stands for an event a move: a fifth of the text. Elements with an `id` are events as they are told. This gives the events of a row
-- in their order, for statements that look into them; what reads rows into a process has the same in TypeScript.
create function events_expanded(client_id uuid, events json) returns table (event json, nth bigint)
language sql immutable parallel safe
as $$
  select
    case when m.move is null then e.item else json_build_object(
      'id', 'EV' || substr(e.item ->> 'of', 3, 30) || lpad(to_hex(s.sequence), 2, '0'),
      'type', 'delivery.' || (m.move ->> 0),
      'timestamp', m.move ->> 1,
      'data', json_build_object(
        'clientId', 'AC' || replace(client_id::text, '-', ''),
        'messageId', 'NT' || substr(e.item ->> 'of', 3, 28) || '0000',
        'deliveryId', e.item ->> 'of',
        'channel', e.item ->> 'channel',
        'metadata', coalesce(e.item -> 'metadata', '{}'),
        'status', m.move ->> 0,
        'final', coalesce((m.move ->> 2)::boolean, false),
        'reason', m.move ->> 3,
        'errorCode', m.move ->> 4,
        'sequence', s.sequence)) end,
    row_number() over (order by e.place, m.place)
  from json_array_elements(events) with ordinality e(item, place)
  left join lateral json_array_elements(e.item -> 'moves') with ordinality m(move, place) on true
  left join lateral (select (e.item ->> 'from')::int + m.place::int - 1 as sequence) s on true
$$;
