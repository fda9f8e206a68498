/** Languages of `<Say>` (https://www.twilio.com/docs/voice/twiml/say#language). Another one makes the verb fail, so that the call is silent. */
const languages = `af-ZA am-ET ar-AE ar-XA arb bg-BG bn-IN ca-ES cmn-CN cmn-TW cs-CZ cy-GB da-DK de-AT de-DE el-GR en-AU en-CA en-GB en-GB-WLS
en-IE en-IN en-NZ en-US en-ZA es-ES es-MX es-US fi-FI fil-PH fr-BE fr-CA fr-FR gu-IN he-IL hi-IN hu-HU id-ID is-IS it-IT ja-JP kn-IN ko-KR lv-LV
ml-IN mr-IN ms-MY nb-NO nl-BE nl-NL pa-IN pl-PL pt-BR pt-PT ro-RO ru-RU sk-SK sr-RS sv-SE ta-IN te-IN th-TH tr-TR uk-UA vi-VN yue-HK zh-CN zh-HK
zh-TW`

const byLowerCase = new Map(languages.split(/\s+/).map((name) => [name.toLowerCase(), name]))

/**
 * The language in which `<Say>` reads a text of a locale: the locale itself, else its language in the region where it is most
 * spoken (`de` is `de-DE`, `zh-Hant` is `zh-TW`). Undefined where Twilio has no such voice; it then reads as if it were English.
 */
export function sayLanguage(locale: string | undefined): string | undefined {
  if (!locale) return undefined
  const exact = byLowerCase.get(locale.toLowerCase())
  if (exact !== undefined) return exact
  try {
    const own = new Intl.Locale(locale)
    const regions = [own.region, own.maximize().region, new Intl.Locale(own.language).maximize().region]
    return regions
      .map((region) => byLowerCase.get(`${own.language}-${region}`.toLowerCase()))
      .find((name) => name !== undefined)
  } catch {
    // Not a locale at all.
    return undefined
  }
}
