import { isElement, isText, parseTwiml, type TwimlElement, type TwimlNode } from '@trunkline/twiml'
import { VoiceError } from '../errors.ts'
import { breakMs, pitchOf, rateOf, volumeOf } from './prosody.ts'
import { type Reading, readSayAs } from './say-as.ts'
import { type ResolvedVoice, voiceFor } from './voices.ts'

/** Characters of text that one `<Say>` may have. */
const longestText = 4096

/** Text for an engine: the markup is all ours. */
export interface SpokenText {
  /** SSML of espeak-ng's kind. */
  readonly markup: string
  /** The words alone. */
  readonly text: string
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * Text that stays text. Beside XML's own characters these are espeak-ng's: `[[` would begin phonemes, and control characters are commands to it.
 */
function plain(text: string): string {
  return text
    .replace(/\[{2,}/g, '[')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ')
    .replace(/[&<>"]/g, (character) => escapes[character] ?? '')
}

interface Surroundings {
  readonly voice: ResolvedVoice
}

type Renderer = (element: TwimlElement, around: Surroundings) => string

const inside: Renderer = (element, around) => element.children.map((child) => render(child, around)).join('')

function textWithin(element: TwimlElement): string {
  return element.children
    .map((child) => (isText(child) ? child.text : isElement(child) ? textWithin(child) : ''))
    .join('')
}

const pause = (ms: number): string => (ms === 0 ? '' : `<break time="${ms}ms"/>`)

function reading({ how, text }: Reading): string {
  return how === 'words' ? plain(text) : `<say-as interpret-as="characters">${plain(text)}</say-as>`
}

const levels = new Set(['strong', 'moderate', 'reduced'])

function prosody(element: TwimlElement, around: Surroundings): string {
  const { rate = '', pitch = '', volume = '' } = element.attributes
  const settings = { rate: rateOf(rate), pitch: pitchOf(pitch), volume: volumeOf(volume) }
  const written = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${value}"`],
  )
  const content = inside(element, around)
  return written.length === 0 ? content : `<prosody${written.join('')}>${content}</prosody>`
}

function language(element: TwimlElement, around: Surroundings): string {
  const tag = element.attributes['xml:lang'] ?? ''
  const voice = voiceFor(tag, around.voice.sex)
  if (!voice)
    throw new VoiceError(13512, `the language ${JSON.stringify(tag.slice(0, 40))} of <lang> can't be spoken here`)
  return `<voice name="${voice.name}">${inside(element, { voice })}</voice>`
}

function sayAs(element: TwimlElement, { voice }: Surroundings): string {
  const { 'interpret-as': interpretAs = '', format = '' } = element.attributes
  const readings = readSayAs({ text: textWithin(element), interpretAs, format, language: voice.language })
  return ` ${readings.map(reading).join(pause(250))} `
}

const renderers: Readonly<Record<string, Renderer>> = {
  break: (element) => pause(breakMs(element.attributes)),
  emphasis: (element, around) => {
    const level = element.attributes.level ?? ''
    return `<emphasis level="${levels.has(level) ? level : 'moderate'}">${inside(element, around)}</emphasis>`
  },
  lang: language,
  p: (element, around) => `<p>${inside(element, around)}</p>`,
  s: (element, around) => `<s>${inside(element, around)}</s>`,
  prosody,
  'say-as': sayAs,
  sub: (element) => ` ${plain(element.attributes.alias ?? textWithin(element))} `,
}

/**
 * Elements without a renderer are read as if their tags weren't there: `phoneme`, since espeak-ng knows no IPA on its way in, `w`, whose roles it
 * doesn't tell apart, and what Twilio doesn't have either.
 */
function render(node: TwimlNode, around: Surroundings): string {
  if (isText(node)) return plain(node.text)
  if (!isElement(node)) return ''
  const renderer = Object.hasOwn(renderers, node.kind) ? renderers[node.kind] : undefined
  return (renderer ?? inside)(node, around)
}

function parse(ssml: string): TwimlElement {
  try {
    return parseTwiml(`<Response>${ssml}</Response>`).root
  } catch (cause) {
    throw new VoiceError(13520, 'the markup of <Say> can not be read: it must be well-formed XML', { cause })
  }
}

const hasBreak = (element: TwimlElement): boolean =>
  element.children.some((child) => isElement(child) && (child.kind === 'break' || hasBreak(child)))

/**
 * Turns the content of `<Say>` into markup for espeak-ng. Nothing of what came in is passed on but text, escaped: elements and attribute values are
 * written anew, from lists.
 * @throws VoiceError 13520 without text or with broken markup, 13521 where it is too long, 13512 for a language in it that can't be spoken
 */
export function speakable(ssml: string, voice: ResolvedVoice): SpokenText {
  const root = parse(ssml)
  const text = textWithin(root).replace(/\s+/g, ' ').trim()
  if (text === '' && !hasBreak(root)) throw new VoiceError(13520, '<Say> has no text')
  if (text.length > longestText)
    throw new VoiceError(13521, `<Say> has ${text.length} characters, ${longestText} are allowed: use several`)
  return { markup: inside(root, { voice }).trim(), text }
}
