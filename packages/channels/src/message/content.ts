import { ProblemError } from '@trunkline/wire'
import type { ChannelName, Content } from '../ports.ts'
import type { ContentRequest } from './schema.ts'

/** The longest text that goes out by SMS: ten joined segments at the most, as Twilio has it. UTF-16 code units. */
export const longestText = 1600

const needs: Readonly<Record<ChannelName, { readonly oneOf: readonly (keyof Content)[]; readonly words: string }>> = {
  sms: { oneOf: ['text', 'media'], words: 'text or media' },
  email: { oneOf: ['text', 'html'], words: 'text or html' },
  push: { oneOf: ['text', 'title', 'data'], words: 'a title, text or data' },
  call: { oneOf: ['text', 'twiml', 'url'], words: 'text, twiml or url' },
}

/** The content of one channel: the general fields, and before them those of the channel's own object. */
export function mergeContent(content: ContentRequest, channel: ChannelName): Content {
  if (isGeneral(content)) return content
  const {
    sms: _sms,
    email: _email,
    push: _push,
    call: _call,
    template: _template,
    variables: _variables,
    ...general
  } = content
  const own = content[channel]
  return own === undefined ? general : { ...general, ...own }
}

/** Whether nothing needs to be left out of a content for it to be that of each channel. Most are so, and leaving out copies all else. */
function isGeneral({ sms, email, push, call, template, variables }: ContentRequest): boolean {
  return (
    sms === undefined &&
    email === undefined &&
    push === undefined &&
    call === undefined &&
    template === undefined &&
    variables === undefined
  )
}

/**
 * {@link mergeContent}, checked: there is something to say, and it is not too long for the channel.
 * @throws ProblemError `content-missing` or `content-too-long`
 */
export function contentFor(request: ContentRequest, channel: ChannelName): Content {
  const content = mergeContent(request, channel)
  const { oneOf, words } = needs[channel]
  if (!oneOf.some((field) => content[field] !== undefined && content[field] !== ''))
    throw faulty('content-missing', '/content', `the channel ${channel} needs ${words} in content`)
  if (channel === 'sms' && (content.text?.length ?? 0) > longestText)
    throw faulty('content-too-long', '/content/text', `an SMS may have ${longestText} characters at the most`)
  const bad = content.attachments?.findIndex((one) => (one.content === undefined) === (one.url === undefined)) ?? -1
  if (bad >= 0)
    throw faulty('content-missing', `/content/attachments/${bad}`, 'an attachment has either content or a url')
  return content
}

function faulty(code: 'content-missing' | 'content-too-long', pointer: string, detail: string): ProblemError {
  return new ProblemError(code, detail, { errors: [{ pointer, detail }] })
}
