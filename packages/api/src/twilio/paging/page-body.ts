import type { PageRequest, TwilioPage } from '../route.ts'
import type { PageTokens } from './page-tokens.ts'

/** Where a list stands: its address with the filters, and what its tokens are good for. */
export interface ListPlace {
  /** Path (2010) or absolute URL (others) of the list, without query. */
  readonly address: string
  /** The query of the request without Page, PageSize and PageToken, as pairs. */
  readonly filters: readonly (readonly [name: string, value: string])[]
  readonly scope: string
  readonly tokens: PageTokens
}

/** The body of a page in the style of the 2010 API: paths relative to the API's host. */
export function pageBody2010(page: TwilioPage, request: PageRequest, place: ListPlace): object {
  const links = linksOf(page, request, place)
  const start = request.number * request.size
  return {
    [page.key]: page.records,
    ...page.extra,
    first_page_uri: links.first,
    next_page_uri: links.next,
    previous_page_uri: links.previous,
    page: request.number,
    page_size: request.size,
    start,
    end: start + Math.max(page.records.length - 1, 0),
    uri: links.self,
  }
}

/** The body of a page in the style of all other products: a `meta` with absolute URLs. */
export function pageBodyMeta(page: TwilioPage, request: PageRequest, place: ListPlace): object {
  const links = linksOf(page, request, place)
  return {
    meta: {
      page: request.number,
      page_size: request.size,
      first_page_url: links.first,
      previous_page_url: links.previous,
      url: links.self,
      next_page_url: links.next,
      key: page.key,
    },
    [page.key]: page.records,
    ...page.extra,
  }
}

function linksOf(page: TwilioPage, request: PageRequest, place: ListPlace) {
  const { size, number } = request
  const to = (direction: 'after' | 'before', cursor: string | undefined, target: number) => {
    if (cursor === undefined) return null
    const token = place.tokens.seal({ direction, cursor }, place.scope)
    return address(place, [...sizeAndPage(size, Math.max(target, 0)), ['PageToken', token]])
  }
  const own = request.after ?? request.before
  const ownDirection = request.after === undefined ? 'before' : 'after'
  return {
    first: address(place, sizeAndPage(size, 0)),
    self: to(ownDirection, own, number) ?? address(place, sizeAndPage(size, number)),
    next: to('after', page.next, number + 1),
    previous: to('before', page.previous, number - 1),
  }
}

type Pair = readonly [name: string, value: string]

const sizeAndPage = (size: number, page: number): Pair[] => [
  ['PageSize', String(size)],
  ['Page', String(page)],
]

/** Blanks become %20 as everywhere at Twilio; `encodeURIComponent` leaves what needs no encoding. */
function address({ address: base, filters }: ListPlace, paging: readonly Pair[]): string {
  const pairs = [...filters, ...paging].map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  )
  return `${base}?${pairs.join('&')}`
}
