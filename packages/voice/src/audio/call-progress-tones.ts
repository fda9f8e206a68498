import type { Pcm } from '../media/media.ts'
import { type Beat, renderBeats, renderOnce } from './tones.ts'

/** A tone and how long it sounds and is silent, in turn, milliseconds. */
interface Cadence {
  readonly hertz: readonly number[]
  readonly swell?: number
  readonly ms: readonly number[]
}

const british: Cadence = { hertz: [400, 450], ms: [400, 200, 400, 2000] }
const american: Cadence = { hertz: [440, 480], ms: [2000, 4000] }
const european = (on: number, off: number, hertz = 425): Cadence => ({ hertz: [hertz], ms: [on, off] })

/**
 * Ringing by country, for the values that `ringTone` of `<Dial>` has. Source: ITU-T E.180 supplement 2 (various tones used in national networks).
 */
const ringing: Readonly<Record<string, Cadence>> = {
  at: european(1000, 5000, 420),
  au: { hertz: [413, 438], ms: [400, 200, 400, 2000] },
  be: european(1000, 3000),
  bg: european(1000, 4000),
  br: european(1000, 4000),
  ch: european(1000, 4000),
  cl: european(1000, 3000, 400),
  cn: european(1000, 4000, 450),
  cz: european(1000, 4000),
  de: european(1000, 4000),
  dk: european(1000, 4000),
  ee: european(1000, 4000),
  es: european(1500, 3000),
  fi: european(1000, 4000),
  fr: european(1500, 3500, 440),
  gr: european(1000, 4000),
  hu: european(1250, 3750),
  il: european(1000, 3000, 400),
  in: { hertz: [400], swell: 25, ms: [400, 200, 400, 2000] },
  it: european(1000, 4000),
  jp: { hertz: [400], swell: 16, ms: [1000, 2000] },
  lt: european(1000, 4000),
  mx: european(1000, 4000),
  my: { hertz: [425], ms: [400, 200, 400, 2000] },
  nl: european(1000, 4000),
  no: european(1000, 4000),
  nz: british,
  ph: { hertz: [425, 480], ms: [1000, 4000] },
  pl: european(1000, 4000),
  pt: european(1000, 5000),
  ru: european(800, 3200),
  se: european(1000, 5000),
  sg: { hertz: [425], swell: 24, ms: [400, 200, 400, 2000] },
  th: european(1000, 4000, 400),
  tw: { hertz: [440, 480], ms: [1000, 2000] },
  uk: british,
  us: american,
  'us-old': { hertz: [420], swell: 40, ms: [2000, 4000] },
  ve: european(1000, 4000),
  za: { hertz: [400], swell: 33, ms: [400, 200, 400, 2000] },
}

function beatsOf({ hertz, swell, ms }: Cadence): Beat[] {
  return ms.map((length, index) =>
    index % 2 === 0 ? { hertz, ms: length, ...(swell ? { swell } : {}) } : { hertz: [], ms: length },
  )
}

/** Values that `ringTone` may have. */
export const ringToneCountries: readonly string[] = Object.keys(ringing)

/** What a caller hears while it rings: one turn, to be played without end. A country that is not in the list rings as in the USA. */
export function ringbackTone(country = 'us'): Pcm {
  const key = Object.hasOwn(ringing, country.toLowerCase()) ? country.toLowerCase() : 'us'
  return renderOnce(`ringback-${key}`, () => renderBeats(beatsOf(ringing[key] ?? american)))
}

/** What a caller hears when the line is taken: one turn, to be played without end. */
export function busyTone(): Pcm {
  return renderOnce('busy', () => renderBeats(beatsOf({ hertz: [480, 620], ms: [500, 500] })))
}
