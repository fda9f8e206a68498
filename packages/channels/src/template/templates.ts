import type { Database } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { ContentRequest } from '../message/schema.ts'
import { channelNames } from '../message/schema.ts'
import type { ChannelName, Clock } from '../ports.ts'
import {
  countOtherTemplates,
  deleteTemplate,
  listTemplates,
  readTemplates,
  readTheme,
  type TemplateRow,
  upsertTemplate,
  writeTheme,
} from '../store/template-store.ts'
import { chooseLocale, type TemplateDefinition } from './definition.ts'
import { checkDefinition, renderTemplate } from './render.ts'
import { resolveTheme, type Theme } from './theme.ts'

/** What {@link createTemplates} needs. */
export interface TemplatesOptions {
  readonly db: Database
  readonly clock: Clock
}

/** A template as a client sees it. */
export type Template = TemplateRow

/** What a template is looked at with. */
export interface PreviewRequest {
  readonly locale?: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly channels?: readonly ChannelName[]
}

/** What is said over and over, kept under a name, by locale and channel; and how a client's e-mail looks. */
export interface Templates {
  /** @throws ProblemError `not-found` */
  get(clientId: string, name: string): Promise<Template>
  list(
    clientId: string,
    page: { readonly after?: string; readonly limit?: number },
  ): Promise<{
    readonly templates: readonly Template[]
    readonly next: string | null
  }>
  /** @throws ProblemError `template-invalid` with a pointer to each text that is not well written, `validation-failed` */
  put(clientId: string, name: string, definition: TemplateDefinition): Promise<Template>
  /** Messages that were accepted keep what they say. @throws ProblemError `not-found` */
  remove(clientId: string, name: string): Promise<void>
  /** What a template would say. @throws ProblemError `not-found`, `template-variables-missing`, `template-invalid` */
  preview(
    clientId: string,
    name: string,
    request: PreviewRequest,
  ): Promise<{ readonly locale: string; readonly content: ContentRequest }>
  theme(clientId: string): Promise<Theme>
  putTheme(clientId: string, theme: Theme): Promise<Theme>
}

const mostTemplates = 1_000
/** The most that one template may hold, characters of JSON. */
const largest = 1_000_000
const nameShape = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/

/** Makes the store of templates. */
export function createTemplates(options: TemplatesOptions): Templates {
  return new TemplateDesk(options)
}

class TemplateDesk implements Templates {
  readonly #options: TemplatesOptions

  constructor(options: TemplatesOptions) {
    this.#options = options
  }

  async get(clientId: string, name: string): Promise<Template> {
    const { clientId: _, theme: __, ...template } = await this.#read(clientId, name)
    return template
  }

  async list(clientId: string, { after, limit = 50 }: { readonly after?: string; readonly limit?: number }) {
    const found = await listTemplates(this.#options.db, { clientId, after, limit: limit + 1 })
    const templates = found.slice(0, limit)
    return { templates, next: found.length > limit ? (templates.at(-1)?.name ?? null) : null }
  }

  async put(clientId: string, name: string, definition: TemplateDefinition): Promise<Template> {
    const { db, clock } = this.#options
    if (!nameShape.test(name)) throw faulty('/name', 'letters, digits, dots, hyphens and underscores, 128 at the most')
    if (JSON.stringify(definition).length > largest)
      throw faulty('', `a template has ${largest} characters at the most`)
    checkDefinition(definition, resolveTheme({}))
    if ((await countOtherTemplates(db, { clientId, name })) >= mostTemplates)
      throw faulty('', `a client has ${mostTemplates} templates at the most; delete one first`)
    return upsertTemplate(db, { clientId, name }, definition, new Date(clock.now()))
  }

  async remove(clientId: string, name: string): Promise<void> {
    if (await deleteTemplate(this.#options.db, { clientId, name })) return
    throw missing()
  }

  async preview(clientId: string, name: string, { locale, variables = {}, channels = channelNames }: PreviewRequest) {
    const { definition, theme } = await this.#read(clientId, name)
    const look = resolveTheme(theme ?? {})
    const content = renderTemplate({ name, definition, theme: look, locale, variables, channels })
    return { locale: chooseLocale(definition, locale), content }
  }

  async theme(clientId: string): Promise<Theme> {
    return (await readTheme(this.#options.db, clientId)) ?? {}
  }

  async putTheme(clientId: string, theme: Theme): Promise<Theme> {
    await writeTheme(this.#options.db, clientId, theme, new Date(this.#options.clock.now()))
    return theme
  }

  async #read(clientId: string, name: string) {
    const [found] = await readTemplates(this.#options.db, [{ clientId, name }])
    if (found === undefined) throw missing()
    return found
  }
}

const missing = () => new ProblemError('not-found', 'there is no such template')

function faulty(pointer: string, detail: string): ProblemError {
  return new ProblemError('validation-failed', detail, { errors: [{ pointer, detail }] })
}
