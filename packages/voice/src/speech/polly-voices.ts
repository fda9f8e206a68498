/** Whose voice it is. */
export type Sex = 'man' | 'woman'

/** A voice of Amazon Polly, as `voice="Polly.Name"` has it: what it speaks, the first by default, and as whom. */
export interface NamedVoice {
  readonly languages: readonly string[]
  readonly sex: Sex
}

/** Names by language; women before the bar, men behind it. Source: https://docs.aws.amazon.com/polly/latest/dg/available-voices.html */
const rows: readonly string[] = [
  'arb Zeina |',
  'ar-AE Hala | Zayd',
  'ca-ES Arlet |',
  'cmn-CN Zhiyu |',
  'cy-GB Gwyneth |',
  'da-DK Naja Sofie | Mads',
  'de-AT Hannah |',
  'de-DE Marlene Vicki | Hans Daniel',
  'en-AU Nicole Olivia | Russell',
  'en-GB Amy Emma | Brian Arthur',
  'en-GB-WLS | Geraint',
  'en-IE Niamh |',
  'en-IN Raveena |',
  'en-IN,hi-IN Aditi Kajal |',
  'en-NZ Aria |',
  'en-US Danielle Ivy Joanna Kendra Kimberly Ruth Salli | Gregory Joey Justin Kevin Matthew Stephen',
  'en-ZA Ayanda |',
  'es-ES Conchita Lucia | Enrique Sergio',
  'es-MX Mia Mía | Andres',
  'es-US Lupe Penelope | Miguel Pedro',
  'fi-FI Suvi |',
  'fr-BE Isabelle |',
  'fr-CA Chantal Gabrielle | Liam',
  'fr-FR Celine Lea | Mathieu Remi Rémi',
  'is-IS Dora | Karl',
  'it-IT Bianca Carla | Adriano Giorgio',
  'ja-JP Kazuha Mizuki Tomoko | Takumi',
  'ko-KR Seoyeon |',
  'nb-NO Ida Liv |',
  'nl-BE Lisa |',
  'nl-NL Laura Lotte | Ruben',
  'pl-PL Ewa Maja Ola | Jacek Jan',
  'pt-BR Camila Vitoria | Ricardo Thiago',
  'pt-PT Ines | Cristiano',
  'ro-RO Carmen |',
  'ru-RU Tatyana | Maxim',
  'sv-SE Astrid Elin |',
  'tr-TR Burcu Filiz |',
  'yue-CN Hiujin |',
]

function* entries(): Generator<readonly [string, NamedVoice]> {
  for (const row of rows) {
    const [languages = '', ...words] = row.split(' ')
    const bar = words.indexOf('|')
    for (const [index, name] of words.entries()) {
      if (index === bar) continue
      yield [name.toLowerCase(), { languages: languages.split(','), sex: index < bar ? 'woman' : 'man' }]
    }
  }
}

/** By name in lower case, without `Polly.` and without the engine (`-Neural`). */
export const pollyVoices: ReadonlyMap<string, NamedVoice> = new Map(entries())
