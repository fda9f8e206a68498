import { ProblemError } from '@trunkline/wire'
import { type Language, languages, type Phrases } from './catalogue.ts'

/** The language of those who name none, or one that is not in the catalogue. */
export const defaultLocale = 'en'

/** How a code is spoken. */
export interface Voice {
  /** The `language` of `<Say>`. */
  readonly language: string
  readonly phrases: Phrases
}

/** Whether a provider has a voice for a language. */
export type Speaks = (language: string) => boolean

const byTag = new Map(languages.map((row) => [row.tag.toLowerCase(), row]))

/** A BCP 47 tag in its canonical spelling; undefined for what is none. `en_gb` is read as `en-GB`. */
function canonical(locale: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}

/** The row of a locale: itself, else that of its language, whatever the region. */
function find(locale: string): Language | undefined {
  const exact = byTag.get(locale.toLowerCase())
  if (exact !== undefined) return exact
  const [base = ''] = locale.toLowerCase().split('-')
  return byTag.get(base) ?? languages.find(({ tag }) => tag.toLowerCase().startsWith(`${base}-`))
}

/**
 * The locale in which a person is told the code: the one asked for in its canonical spelling, where the catalogue has its language, and
 * `fallback` otherwise.
 */
export function knownLocale(locale: string | undefined, fallback: string = defaultLocale): string {
  const asked = locale === undefined ? undefined : canonical(locale)
  return asked !== undefined && find(asked) !== undefined ? asked : fallback
}

/** What is written and said in a locale. */
export function phrasesOf(locale: string): Phrases {
  const row = find(locale) ?? find(defaultLocale)
  if (row === undefined) throw new TypeError('the catalogue has no default language')
  return row.phrases
}

/**
 * How a code is spoken in a locale. A region that has a voice of its own is kept (`en-GB`); where the provider has no voice for the
 * language, English is spoken.
 * @param speaks what the provider has; without it, every voice of the catalogue
 * @throws ProblemError `locale-voiceless` where nobody has a voice for the locale, or none that this provider has
 */
export function voiceOf(locale: string, speaks: Speaks = () => true): Voice {
  const row = find(knownLocale(locale))
  if (row === undefined || row.voice === null) throw voiceless(locale)
  const regional = canonical(locale)
  if (regional !== undefined && regionalVoices.has(regional.toLowerCase()) && speaks(regional)) {
    return { language: regional, phrases: row.phrases }
  }
  if (speaks(row.voice)) return { language: row.voice, phrases: row.phrases }
  const english = find(defaultLocale)
  if (english?.voice && speaks(english.voice)) return { language: english.voice, phrases: english.phrases }
  throw voiceless(locale)
}

const voiceless = (locale: string): ProblemError =>
  new ProblemError(
    'locale-voiceless',
    `There is no voice that speaks ${locale}: name another locale, or send a text.`,
    {
      errors: [{ pointer: '/locale', detail: 'a locale that a voice speaks' }],
    },
  )

/** Regions whose voice differs from that of the catalogue's row (https://www.twilio.com/docs/voice/twiml/say#language). */
const regionalVoices: ReadonlySet<string> = new Set(
  `de-at en-au en-ca en-gb en-ie en-in en-nz en-za es-mx es-us fr-be fr-ca nl-be pt-pt zh-hk zh-tw`.split(' '),
)

/** The languages that Twilio's `<Say>` has (https://www.twilio.com/docs/voice/twiml/say#language). */
const twilioLanguages: ReadonlySet<string> = new Set(
  `af-za am-et ar-ae bg-bg bn-in ca-es cs-cz cy-gb da-dk de-at de-de el-gr en-au en-ca en-gb en-ie en-in en-nz en-us en-za es-es es-mx
  es-us fi-fi fil-ph fr-be fr-ca fr-fr gu-in he-il hi-in hu-hu id-id is-is it-it ja-jp kn-in ko-kr lv-lv ml-in mr-in ms-my nb-no nl-be
  nl-nl pa-in pl-pl pt-br pt-pt ro-ro ru-ru sk-sk sr-rs sv-se ta-in te-in th-th tr-tr uk-ua vi-vn zh-cn zh-hk zh-tw`.split(
    /\s+/,
  ),
)

/** Whether Twilio has a voice for a language. */
export const twilioSpeaks: Speaks = (language) => twilioLanguages.has(language.toLowerCase())
