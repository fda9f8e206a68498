import type { KnownClient, Submission } from '../ports.ts'
import { type DecodedRecord, type DecodingRules, decodeRecord } from '../record/decode-record.ts'
import type { IncomingRecord } from '../record/incoming-record.ts'
import type { Poison } from '../record/poison.ts'

/** A batch of records, sorted by what is to be done with them. */
export interface SortedRecords {
  readonly submissions: readonly {
    readonly record: IncomingRecord
    readonly entry: Submission
    readonly clientSid: string
  }[]
  readonly poisoned: readonly { readonly record: IncomingRecord; readonly poison: Poison }[]
  readonly tombstones: number
}

/** Who looks clients up, many at a time. */
export type FindClients = (sids: ReadonlySet<string>) => Promise<ReadonlyMap<string, KnownClient>>

/** Decodes records and finds their clients. The order stays. Rejects when the clients cannot be looked up. */
export async function sortRecords(
  records: readonly IncomingRecord[],
  rules: DecodingRules,
  findClients: FindClients,
): Promise<SortedRecords> {
  const poisoned: { record: IncomingRecord; poison: Poison }[] = []
  const decoded: { record: IncomingRecord; asked: DecodedRecord }[] = []
  let tombstones = 0
  for (const record of records) {
    const { value } = record
    if (value === null) {
      // What a compacted topic says of a key that is gone; it asks for nothing.
      tombstones += 1
      continue
    }
    const result = decodeRecord({ ...record, value }, rules)
    if ('poison' in result) poisoned.push({ record, poison: result.poison })
    else decoded.push({ record, asked: result })
  }
  const clients = await findClients(new Set(decoded.map(({ asked }) => asked.clientSid)))
  const submissions: SortedRecords['submissions'][number][] = []
  for (const { record, asked } of decoded) {
    const { clientSid } = asked
    const client = clients.get(clientSid)
    if (client?.status === 'active') submissions.push({ record, clientSid, entry: entryOf(client, asked) })
    else poisoned.push({ record, poison: client === undefined ? unknown(clientSid) : disabled(clientSid) })
  }
  return { submissions, poisoned, tombstones }
}

function entryOf({ id }: KnownClient, { request, identity, channel }: DecodedRecord): Submission {
  return { client: { id }, request, ...identity, ...(channel === undefined ? {} : { channel }) }
}

/** The id is given back only where it can be one. */
const unknown = (clientSid: string): Poison => ({
  code: 'client-unknown',
  detail: 'There is no client with this clientId; it is AC and 32 hex digits.',
  ...(/^AC[0-9a-f]{32}$/.test(clientSid) ? { clientSid } : {}),
})

const disabled = (clientSid: string): Poison => ({
  code: 'client-disabled',
  detail: 'The client is disabled. Enable it, then: trunkline kafka redrive.',
  clientSid,
})
