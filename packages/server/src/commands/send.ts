import type { MessageView } from '@trunkline/channels'
import { type Options, textOf } from '../command-line/command.ts'
import { CommandError } from '../command-line/command-error.ts'
import type { HttpClient } from '../command-line/http-client.ts'
import { createLiveBoard, type LiveBoard } from '../command-line/live-board.ts'
import { clientFor } from '../command-line/options.ts'
import { deliveryLine } from './delivery-line.ts'

const paths: Readonly<Record<string, string | undefined>> = {
  sms: '/v1/sms',
  email: '/v1/email',
  push: '/v1/push',
  call: '/v1/calls',
}

/** `send TO TEXT`: sends, then follows the deliveries. The exit code is 1 where one of them failed. */
export async function run(options: Options, [to = '', ...words]: readonly string[]): Promise<number> {
  const channel = textOf(options, 'channel') ?? (to.includes('@') ? 'email' : 'sms')
  const path = paths[channel]
  if (path === undefined) throw new CommandError(`--channel is ${channel}: give sms, email, push or call`)
  const http = clientFor(options)
  const message = await http.request<MessageView>('client', 'POST', path, body(options, to, words.join(' ')), {
    'idempotency-key': textOf(options, 'key'),
  })
  const board = createLiveBoard(process.stdout)
  board.log(message.id)
  return options.wait === false ? show(board, message) : follow(http, board, message)
}

function body(options: Options, to: string, text: string) {
  const subject = textOf(options, 'subject')
  return {
    to,
    from: textOf(options, 'from'),
    category: textOf(options, 'category'),
    sendAt: textOf(options, 'sendAt'),
    content: { text, ...(subject === undefined ? {} : { subject }) },
  }
}

/** How often a message that is under way is asked for; what is held for hours is asked for less often. Milliseconds. */
const askEvery = { active: 200, waiting: 5_000 }

async function follow(http: HttpClient, board: LiveBoard, first: MessageView): Promise<number> {
  let message = first
  let failures = show(board, message)
  while (!message.final) {
    const waiting = message.deliveries.every((delivery) => delivery.final || delivery.status === 'held')
    await new Promise((resolve) => setTimeout(resolve, waiting ? askEvery.waiting : askEvery.active))
    message = await http.request<MessageView>('client', 'GET', `/v1/messages/${message.id}`)
    failures = show(board, message)
  }
  return failures
}

const good = new Set(['accepted', 'held', 'queued', 'sending', 'sent', 'delivered', 'canceled'])

function show(board: LiveBoard, { deliveries }: MessageView): number {
  for (const delivery of deliveries) board.set(delivery.id, deliveryLine(delivery))
  return deliveries.every((delivery) => good.has(delivery.status)) ? 0 : 1
}
