import { VoiceError } from '../errors.ts'
import { type NamedVoice, pollyVoices, type Sex } from './polly-voices.ts'

/** Voices of espeak-ng by language tag in lower case; what has no row of its own is looked up by its first part. */
const espeakVoices: Readonly<Record<string, string>> = {
  af: 'af',
  am: 'am',
  ar: 'ar',
  arb: 'ar',
  bg: 'bg',
  bn: 'bn',
  bs: 'bs',
  ca: 'ca',
  cmn: 'cmn',
  cs: 'cs',
  cy: 'cy',
  da: 'da',
  de: 'de',
  el: 'el',
  en: 'en-us',
  'en-au': 'en',
  'en-gb': 'en',
  'en-ie': 'en',
  'en-in': 'en',
  'en-nz': 'en',
  'en-za': 'en',
  es: 'es',
  'es-mx': 'es-419',
  'es-us': 'es-419',
  et: 'et',
  eu: 'eu',
  fa: 'fa',
  fi: 'fi',
  fr: 'fr',
  'fr-be': 'fr-be',
  ga: 'ga',
  gu: 'gu',
  he: 'he',
  hi: 'hi',
  hr: 'hr',
  hu: 'hu',
  hy: 'hy',
  id: 'id',
  is: 'is',
  it: 'it',
  ja: 'ja',
  ka: 'ka',
  kk: 'kk',
  kn: 'kn',
  ko: 'ko',
  lt: 'lt',
  lv: 'lv',
  mk: 'mk',
  ml: 'ml',
  mr: 'mr',
  ms: 'ms',
  my: 'my',
  nb: 'nb',
  ne: 'ne',
  nl: 'nl',
  no: 'nb',
  pa: 'pa',
  pl: 'pl',
  pt: 'pt',
  'pt-br': 'pt-br',
  ro: 'ro',
  ru: 'ru',
  sk: 'sk',
  sl: 'sl',
  sq: 'sq',
  sr: 'sr',
  sv: 'sv',
  sw: 'sw',
  ta: 'ta',
  te: 'te',
  th: 'th',
  tr: 'tr',
  uk: 'uk',
  ur: 'ur',
  uz: 'uz',
  vi: 'vi',
  yue: 'yue',
  zh: 'cmn',
  'zh-hk': 'yue',
}

/** A voice as espeak-ng is told, and what it speaks. */
export interface ResolvedVoice {
  /** `en-us`, `de+f2`. */
  readonly name: string
  /** The language tag, as it was given. */
  readonly language: string
  readonly sex: Sex
}

const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? ''

function espeakVoice(language: string): string | undefined {
  const tag = language.toLowerCase()
  const region = tag.split('-').slice(0, 2).join('-')
  for (const key of [tag, region, primary(tag)]) if (Object.hasOwn(espeakVoices, key)) return espeakVoices[key]
  return undefined
}

/** The engine's voice for a language: its own, or the variant that sounds like a woman. Undefined where it does not speak it. */
export function voiceFor(language: string, sex: Sex): ResolvedVoice | undefined {
  const voice = espeakVoice(language)
  return voice === undefined ? undefined : { name: sex === 'woman' ? `${voice}+f2` : voice, language, sex }
}

/** Google's voices are told apart by a letter, or in later generations by the name of a star. Which letter is whose differs little between languages. */
const googleMen = new Set(['b', 'd', 'i', 'j', 'o', 'charon', 'fenrir', 'orus', 'puck'])
const googleName =
  /^google\.(?:google\.)?([a-z]{2,3}-[a-z]{2})-(?:standard|wavenet|neural2|studio|news|polyglot|journey|chirp3-hd|chirp-hd)-([a-z]+)$/

function named(voice: string): NamedVoice | undefined {
  const key = voice.toLowerCase().normalize('NFC')
  if (key.startsWith('polly.')) return pollyVoices.get(key.slice(6).replace(/-(neural|generative|long-form)$/, ''))
  const [, language, speaker = ''] = googleName.exec(key) ?? []
  return language === undefined ? undefined : { languages: [language], sex: googleMen.has(speaker) ? 'man' : 'woman' }
}

/** Voices that speak every language there is. */
const general: Readonly<Record<string, Sex>> = { man: 'man', woman: 'woman', alice: 'woman' }

function languageOf(voice: string, found: NamedVoice, wanted: string | undefined): string {
  const [own = 'en-US'] = found.languages
  if (wanted === undefined) return own
  const match = found.languages.find((language) => primary(language) === primary(wanted))
  if (match !== undefined) return wanted
  throw new VoiceError(13511, `the voice ${voice} speaks ${found.languages.join(' and ')}, not ${wanted}`)
}

/**
 * Finds what stands in for one of Twilio's voices: the same language, and the sex of the voice. `man` and `woman` speak all languages; `en-US` and
 * `man` are what is left out.
 * @throws VoiceError 13511 for an unknown voice, or one that does not speak the language; 13512 for a language that can't be spoken
 */
export function resolveVoice(voice = 'man', language?: string): ResolvedVoice {
  const tag = language?.trim() || undefined
  const sex = Object.hasOwn(general, voice.toLowerCase()) ? general[voice.toLowerCase()] : undefined
  const found = sex === undefined ? named(voice) : { languages: [tag ?? 'en-US'], sex }
  if (!found)
    throw new VoiceError(
      13511,
      `there is no voice ${JSON.stringify(voice.slice(0, 80))}: use man, woman, Polly.… or Google.…`,
    )
  const spoken = languageOf(voice, found, tag)
  const resolved = voiceFor(spoken, found.sex)
  if (!resolved) throw new VoiceError(13512, `the language ${JSON.stringify(spoken.slice(0, 40))} can't be spoken here`)
  return resolved
}
