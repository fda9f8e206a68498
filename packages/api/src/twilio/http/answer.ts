import type { FastifyReply } from 'fastify'
import { pageBody2010, pageBodyMeta } from '../paging/page-body.ts'
import type { PageTokens } from '../paging/page-tokens.ts'
import { isPage, type TwilioAnswer, type TwilioPage } from '../route.ts'
import type { RequestCall } from './request-call.ts'

/** Which of Twilio's two styles a product's lists have, and where its resources stand. */
export interface AnswerStyle {
  /** `2010` for the API host, `meta` for all other products. */
  readonly style: '2010' | 'meta'
  /** Host label of the product. */
  readonly product: string
  readonly tokens: PageTokens
}

const json = 'application/json'
const paging = new Set(['Page', 'PageSize', 'PageToken'])

/** Sends what a route answered. */
export function sendAnswer(
  reply: FastifyReply,
  answer: TwilioAnswer,
  call: RequestCall,
  style: AnswerStyle,
): FastifyReply {
  if (isPage(answer)) return reply.type(json).send(JSON.stringify(pageBody(answer, call, style)))
  if (answer.headers !== undefined) reply.headers(answer.headers)
  reply.code(answer.status)
  if ('stream' in answer) return reply.type(answer.type).send(answer.stream)
  if ('bytes' in answer) return reply.type(answer.type).send(answer.bytes)
  return answer.body === undefined ? reply.send() : reply.type(json).send(JSON.stringify(answer.body))
}

function pageBody(page: TwilioPage, call: RequestCall, { style, product, tokens }: AnswerStyle): object {
  const filters = [...call.params.pairs()].filter(([name]) => !paging.has(name))
  const path = call.listPath
  const address = style === '2010' ? call.urls.uri(path) : call.urls.url(product, path)
  const place = { address, filters, scope: call.scope, tokens }
  return style === '2010' ? pageBody2010(page, call.page, place) : pageBodyMeta(page, call.page, place)
}
