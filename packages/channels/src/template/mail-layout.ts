import { createRequire } from 'node:module'
import type { Engine, ToHtmlResult } from 'mrml'
import { withoutScripts } from './link-guard.ts'
import { markupDepth } from './markup-depth.ts'
import type { ResolvedTheme } from './theme.ts'

// The package is CommonJS for Node, and says so only of its bundler build.
const load = createRequire(import.meta.url)
const makeEngine = (): Engine => new (load('mrml') as { readonly Engine: new () => Engine }).Engine()
let engine: Engine | undefined
/** Engines whose program broke. They are kept: what would free them runs in the broken program, and its fault would end the process. */
const broken: Engine[] = []

/** The parser calls itself for each level, in a stack of one megabyte; at some hundred levels it writes over its own memory. */
const deepest = 100

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (char) => escapes[char] as string)

/** What became of MJML. */
export type MailHtml = { readonly ok: true; readonly html: string } | { readonly ok: false; readonly fault: string }

/** Turns MJML into HTML that mail readers show alike, with the theme around it where it is no whole document. */
export function mailHtml(mjml: string, theme: ResolvedTheme, subject: string | undefined): MailHtml {
  if (markupDepth(mjml) > deepest) return { ok: false, fault: `elements may be nested ${deepest} deep at the most` }
  const source = /^\s*<mjml[\s>]/.test(mjml) ? mjml : themed(mjml, theme, subject)
  const result = rendered(source)
  if (result.type === 'error') return { ok: false, fault: result.message }
  return { ok: true, html: withoutScripts(result.content) }
}

function rendered(source: string): ToHtmlResult {
  try {
    engine ??= makeEngine()
    return engine.toHtml(source)
  } catch {
    // The program broke, and would break for everybody who comes after: they get a new one.
    if (engine !== undefined) broken.push(engine)
    engine = undefined
    delete load.cache[load.resolve('mrml')]
    return { type: 'error', message: 'it cannot be read' } as ToHtmlResult
  }
}

function themed(content: string, theme: ResolvedTheme, subject: string | undefined): string {
  const { colors, font, radius } = theme
  return `<mjml lang="und"><mj-head>
${subject === undefined ? '' : `<mj-title>${escaped(subject)}</mj-title>`}
<mj-attributes>
<mj-all font-family="${escaped(font)}" />
<mj-text color="${colors.text}" font-size="16px" line-height="1.5" />
<mj-button background-color="${colors.primary}" color="${colors.onPrimary}" border-radius="${radius}px" font-size="16px" inner-padding="12px 24px" />
<mj-divider border-color="${colors.background}" border-width="1px" />
<mj-class name="muted" color="${colors.muted}" font-size="13px" />
</mj-attributes>
<mj-style>a { color: ${colors.primary}; }</mj-style>
</mj-head>
<mj-body background-color="${colors.background}">
${heading(theme)}
<mj-wrapper background-color="${colors.surface}" border-radius="${radius}px" padding="16px 0">${sections(content)}</mj-wrapper>
${footer(theme)}
</mj-body></mjml>`
}

/** Mere text and buttons are put into a section of one column. */
function sections(content: string): string {
  if (/<mj-(section|hero|raw|wrapper)\b/.test(content)) return content
  const column = /<mj-column\b/.test(content) ? content : `<mj-column>${content}</mj-column>`
  return `<mj-section padding="0">${column}</mj-section>`
}

function heading({ logo, name }: ResolvedTheme): string {
  const link = logo?.link ? ` href="${escaped(logo.link)}"` : ''
  if (logo !== null)
    return section(
      `<mj-image src="${escaped(logo.url)}" width="${logo.width}px" alt="${escaped(name ?? '')}"${link} align="left" />`,
    )
  return name === null
    ? section('<mj-spacer height="8px" />')
    : section(`<mj-text font-size="18px" font-weight="700">${escaped(name)}</mj-text>`)
}

const footer = ({ footer: text }: ResolvedTheme): string =>
  text === null ? '' : section(`<mj-text mj-class="muted">${escaped(text).replaceAll('\n', '<br />')}</mj-text>`)

const section = (inner: string): string => `<mj-section><mj-column>${inner}</mj-column></mj-section>`
