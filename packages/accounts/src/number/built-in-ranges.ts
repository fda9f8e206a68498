import { readNumber } from '../phone/read-number.ts'

/** Numbers in a row, in E.164 form, both ends included. */
export interface NumberRange {
  readonly first: string
  readonly last: string
}

const range = (first: string, last: string): NumberRange => ({ first, last })

/**
 * Numbers outside North America that their regulators keep for films, books and examples, and that therefore ring nobody. Only those that the
 * numbering plans call valid: Britain's 07700 900 and France's 06 39 98 are not.
 */
const keptForFiction: readonly NumberRange[] = [
  // Ofcom, numbers for use in TV and radio drama
  range('+441134960000', '+441134960999'),
  range('+441144960000', '+441144960999'),
  range('+441164960000', '+441164960999'),
  range('+441174960000', '+441174960999'),
  range('+441184960000', '+441184960999'),
  range('+441214960000', '+441214960999'),
  range('+441314960000', '+441314960999'),
  range('+441414960000', '+441414960999'),
  range('+441514960000', '+441514960999'),
  range('+441614960000', '+441614960999'),
  range('+442079460000', '+442079460999'),
  range('+442890180000', '+442890180999'),
  range('+442920180000', '+442920180999'),
  range('+448081570000', '+448081570999'),
  range('+443069990000', '+443069990999'),
  // Bundesnetzagentur, Mitteilung 148/2021: Rufnummern für Medienproduktionen
  range('+493023125000', '+493023125999'),
  range('+496990009000', '+496990009999'),
  range('+494066969000', '+494066969999'),
  range('+492214710000', '+492214710999'),
  range('+498999998000', '+498999998999'),
  range('+491713920000', '+491713920099'),
  range('+4917604069000', '+4917604069099'),
  // Arcep, plan de numérotation: numéros pour œuvres audiovisuelles
  range('+33199000000', '+33199000999'),
  range('+33261910000', '+33261910999'),
  range('+33353010000', '+33353010999'),
  range('+33465710000', '+33465710999'),
  range('+33536490000', '+33536490999'),
  // PTS, telefonnummer för användning i böcker och filmer
  range('+46846500400', '+46846500499'),
  range('+46313900600', '+46313900699'),
  range('+46406280400', '+46406280499'),
  range('+46980319200', '+46980319299'),
  range('+46701740605', '+46701740699'),
  // ACMA, phone numbers for use in TV shows, films and creative works
  range('+61255500000', '+61255500999'),
  range('+61270100000', '+61270100999'),
  range('+61355500000', '+61355500999'),
  range('+61370100000', '+61370100999'),
  range('+61755500000', '+61755500999'),
  range('+61770100000', '+61770100999'),
  range('+61855500000', '+61855500999'),
  range('+61870100000', '+61870100999'),
  range('+61491570156', '+61491570159'),
  range('+611800975707', '+611800975711'),
]

/** The number that programs buy and send from with Twilio's test credentials (https://www.twilio.com/docs/iam/test-credentials). */
const twilioTestNumber = range('+15005550006', '+15005550006')

/**
 * What may be had without a carrier: numbers of several countries that are valid and ring nobody. In North America 555-0100 to 555-0199 of each area code of
 * the United States and Canada, and of 800, are kept for fiction (NANPA, 555 line numbers). Made when they are first asked for (some 20 ms).
 */
export function builtInRanges(): readonly NumberRange[] {
  return [...northAmerica(), range('+18005550100', '+18005550199'), twilioTestNumber, ...keptForFiction]
}

function* northAmerica(): Iterable<NumberRange> {
  for (let area = 201; area < 1000; area += 1) {
    const first = `+1${area}5550100`
    const { valid, kind, country } = readNumber(first)
    if (valid && kind === null && (country === 'US' || country === 'CA')) yield range(first, `+1${area}5550199`)
  }
}
