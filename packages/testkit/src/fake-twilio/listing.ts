import { type FakeRecord, renderRecord } from './record.ts'

/** The day (UTC) or instant that a date filter names, as the first and the last millisecond that it covers. */
function span(value: string): [number, number] | null {
  const start = Date.parse(value)
  if (Number.isNaN(start)) return null
  return /^\d{4}-\d\d-\d\d$/.test(value) ? [start, start + 86_399_999] : [start, start]
}

function dateFits(query: URLSearchParams, name: string, instant: number | null): boolean {
  const tests: [string, (s: [number, number], at: number) => boolean][] = [
    [name, ([from, to], at) => at >= from && at <= to],
    [`${name}>`, ([from], at) => at >= from],
    [`${name}<`, ([, to], at) => at <= to],
  ]
  return tests.every(([key, fits]) => {
    const limits = span(query.get(key) ?? '')
    // What has no such date yet (a queued message was not sent) is in no range of dates.
    return limits === null || (instant !== null && fits(limits, instant))
  })
}

function fits(record: FakeRecord, query: URLSearchParams): boolean {
  const equal = (name: string, value: string | null) => !query.get(name) || query.get(name) === value
  return (
    equal('To', record.to) &&
    equal('From', record.from) &&
    equal('Status', record.status) &&
    dateFits(query, record.kind === 'message' ? 'DateSent' : 'StartTime', record.sentAt)
  )
}

/**
 * One page of a list, newest first, in the shape of the API of 2010
 * (https://www.twilio.com/docs/usage/twilios-response#pagination): a link to the next page, null on the last.
 */
export function renderPage(
  kind: 'message' | 'call',
  records: readonly FakeRecord[],
  accountSid: string,
  query: URLSearchParams,
): Record<string, unknown> {
  const folder = kind === 'message' ? 'Messages' : 'Calls'
  const size = Math.min(Math.max(Number(query.get('PageSize') ?? 50) || 50, 1), 1_000)
  const page = Number(query.get('Page') ?? 0) || 0
  // Newest first; those of one millisecond by arrival.
  const found = records.filter((record) => record.kind === kind && fits(record, query)).reverse()
  const after = query.get('PageToken')?.slice(2)
  const start = after ? found.findIndex((record) => record.sid === after) + 1 : page * size
  const shown = found.slice(start, start + size)
  const path = `/2010-04-01/Accounts/${accountSid}/${folder}.json`
  const link = (number: number, token?: string) => {
    const params = new URLSearchParams(query)
    params.set('PageSize', String(size))
    params.set('Page', String(number))
    params.delete('PageToken')
    if (token) params.set('PageToken', token)
    return `${path}?${params}`
  }
  const last = shown.at(-1)
  const more = last !== undefined && start + size < found.length
  return {
    [kind === 'message' ? 'messages' : 'calls']: shown.map((record) => renderRecord(record, accountSid)),
    page,
    page_size: size,
    start,
    end: start + Math.max(shown.length - 1, 0),
    uri: query.size === 0 ? path : `${path}?${query}`,
    first_page_uri: link(0),
    next_page_uri: more ? link(page + 1, `PA${last.sid}`) : null,
    previous_page_uri: page > 0 ? link(page - 1) : null,
  }
}
