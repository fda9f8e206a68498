import { TwilioError } from '../errors/twilio-error.ts'
import type { TwilioParams } from '../http/twilio-params.ts'
import type { PageRequest } from '../route.ts'
import { uncertain } from '../uncertain.ts'
import type { PageTokens } from './page-tokens.ts'

/** Records on a page when nothing is asked for. */
const usualSize = 50

/**
 * Reads PageSize, Page and PageToken.
 * @param scope what a token is good for: the list and the account
 * @throws TwilioError 20007, 20001, 70002, 21481 (see `uncertain.ts`)
 */
export function readPageRequest(
  params: TwilioParams,
  style: '2010' | 'meta',
  tokens: PageTokens,
  scope: string,
): PageRequest {
  const size = readSize(params, style)
  const number = params.integer('Page', { min: 0, code: uncertain.pageSizeInvalid }) ?? 0
  const token = params.filled('PageToken')
  if (token === undefined) {
    if (number === 0) return { size, number }
    throw new TwilioError(uncertain.pageWithoutToken, 'Page numbers above 0 need the PageToken of the page before')
  }
  const cursor = tokens.open(token, scope)
  if (cursor === undefined)
    throw new TwilioError(uncertain.pageTokenInvalid, `Invalid PageToken: ${token.slice(0, 100)}`)
  return { size, number, [cursor.direction]: cursor.cursor }
}

function readSize(params: TwilioParams, style: '2010' | 'meta'): number {
  const size = params.integer('PageSize', { min: 1, code: uncertain.pageSizeInvalid })
  const { largest, in2010, elsewhere } = uncertain.pageSizeTooLarge
  if (size === undefined) return usualSize
  if (size <= largest) return size
  const excess = style === '2010' ? in2010 : elsewhere
  if (excess === 'clamp') return largest
  throw new TwilioError(excess, `Page size must not be larger than ${largest}`)
}
