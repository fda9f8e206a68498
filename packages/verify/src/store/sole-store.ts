import type { Statement } from '@trunkline/postgres'

/**
 * Locks addresses of services until the commit, so that of those who start verifications of one, one is first.
 * @param places service and address, sorted, so that two transactions never wait for each other
 */
export const lockAddresses = (places: readonly string[]): Statement => ({
  name: 'verify-address-lock',
  text: `select pg_advisory_xact_lock(hashtextextended('trunkline/verify ' || place, 0))
    from unnest($1::text[]) with ordinality as w(place, n) order by n`,
  values: [places],
})

/** The newest challenge of each address that is pending at an instant. */
export const findNewestPending = (
  addresses: readonly { readonly service_id: string; readonly to_address: string }[],
  now: Date,
): Statement => ({
  name: 'verify-challenge-newest-pending',
  text: `select c.* from json_to_recordset($1::text::json) as w(service_id uuid, to_address text) cross join lateral (
      select * from verify_challenge where service_id = w.service_id and to_address = w.to_address and status = 'pending'
        and expires_at > $2 order by id desc limit 1) c`,
  values: [JSON.stringify(addresses.map(({ service_id, to_address }) => ({ service_id, to_address }))), now],
})
