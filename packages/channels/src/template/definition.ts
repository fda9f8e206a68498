import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const liquid = (most: number, description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: most, description }))

const fields = {
  text: liquid(20_000, 'Plain text: the SMS, the e-mail’s text part, what a call says.'),
  subject: liquid(998, 'Subject of the e-mail.'),
  title: liquid(500, 'Title of the push notification.'),
  html: liquid(200_000, 'HTML of the e-mail, where it is not written in MJML.'),
  mjml: liquid(
    200_000,
    'MJML of the e-mail: sections, columns or mere `mj-text`, which the client’s theme is put around; or a whole `<mjml>` document, which is taken as it is.',
  ),
  twiml: liquid(20_000, 'TwiML of a call.'),
  data: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'Data of a push notification; its texts are filled in.',
    }),
  ),
}
const ofChannel = Type.Optional(Type.Object(fields, closed))

/** What a template says in one locale: general fields, and before them those of a channel's own. */
const localeSchema = Type.Object(
  { ...fields, sms: ofChannel, email: ofChannel, push: ofChannel, call: ofChannel },
  closed,
)

const localeName = '^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$'

/** Body of `PUT /v1/templates/{name}`. Texts are in Liquid: `{{ name }}`, `{% if … %}`. */
export const templateSchema = Type.Object(
  {
    defaultLocale: Type.String({ pattern: localeName, description: 'Used where the recipient’s locale is not there.' }),
    locales: Type.Record(Type.String({ pattern: localeName }), localeSchema, {
      minProperties: 1,
      maxProperties: 200,
      description:
        'What is said, by locale: `en`, `de-AT`. Of `de-AT`, `de` and the default one, the first that is there is taken.',
    }),
  },
  { ...closed, $id: 'PutTemplate' },
)

/** What a template says. */
export type TemplateDefinition = Static<typeof templateSchema>
/** What a template says in one locale. */
export type TemplateLocale = Static<typeof localeSchema>
/** The fields of a template, in general or of one channel. */
export type TemplateFields = NonNullable<TemplateLocale['sms']>

const canonical = (locale: string) => locale.replaceAll('_', '-').toLowerCase()

/** The locale of a template that fits best: the one that is wanted, a shorter form of it, else the default. */
export function chooseLocale({ locales, defaultLocale }: TemplateDefinition, wanted: string | undefined): string {
  const names = new Map(Object.keys(locales).map((name) => [canonical(name), name]))
  for (
    let tag = canonical(wanted ?? defaultLocale);
    tag !== '';
    tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))
  ) {
    const name = names.get(tag)
    if (name !== undefined) return name
  }
  return names.get(canonical(defaultLocale)) as string
}
