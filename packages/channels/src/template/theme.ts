import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const colour = (description: string) =>
  Type.Optional(Type.String({ pattern: '^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$', description }))
const httpsUrl = Type.String({ pattern: '^https?://[^\\s"<>]+$', maxLength: 2_048 })

/** How a client's e-mail looks: body of `PUT /v1/theme`. */
export const themeSchema = Type.Object(
  {
    name: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'Shown where there is no logo, and to readers that load no pictures.',
      }),
    ),
    logo: Type.Optional(
      Type.Object(
        {
          url: httpsUrl,
          width: Type.Optional(Type.Integer({ minimum: 16, maximum: 600, description: 'Pixels. Default 140.' })),
          link: Type.Optional(httpsUrl),
        },
        closed,
      ),
    ),
    colors: Type.Optional(
      Type.Object(
        {
          primary: colour('Buttons and links. Default #1d4ed8.'),
          onPrimary: colour('Text on buttons. Default #ffffff.'),
          background: colour('Behind everything. Default #f3f4f6.'),
          surface: colour('Behind the text. Default #ffffff.'),
          text: colour('Text. Default #111827.'),
          muted: colour('Small print. Default #6b7280.'),
        },
        closed,
      ),
    ),
    font: Type.Optional(
      Type.String({
        pattern: "^[A-Za-z0-9 ,'-]+$",
        maxLength: 200,
        description: 'Names of fonts, as in CSS. Default: those of the reader’s system.',
      }),
    ),
    radius: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 40, description: 'Of buttons and of the page, pixels. Default 6.' }),
    ),
    footer: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1_000,
        description: 'Small print under every message, such as the postal address.',
      }),
    ),
  },
  { ...closed, $id: 'Theme' },
)

/** How a client's e-mail looks. */
export type Theme = Static<typeof themeSchema>

/** A theme with every default filled in; names and small print may be missing. */
export interface ResolvedTheme {
  readonly name: string | null
  readonly logo: { readonly url: string; readonly width: number; readonly link: string | null } | null
  readonly colors: Readonly<Record<'primary' | 'onPrimary' | 'background' | 'surface' | 'text' | 'muted', string>>
  readonly font: string
  readonly radius: number
  readonly footer: string | null
}

const colors = {
  primary: '#1d4ed8',
  onPrimary: '#ffffff',
  background: '#f3f4f6',
  surface: '#ffffff',
  text: '#111827',
  muted: '#6b7280',
}

/** Fills in the defaults of a theme. */
export function resolveTheme({ name, logo, colors: own, font, radius, footer }: Theme): ResolvedTheme {
  return {
    name: name ?? null,
    logo: logo === undefined ? null : { url: logo.url, width: logo.width ?? 140, link: logo.link ?? null },
    colors: { ...colors, ...own },
    font: font ?? "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
    radius: radius ?? 6,
    footer: footer ?? null,
  }
}
