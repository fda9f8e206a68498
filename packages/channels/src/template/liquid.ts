import { Liquid, type Template, UndefinedVariableError } from 'liquidjs'

/** What became of filling in a text: the text, or why not. */
export type Filled =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly missing: string }
  | { readonly ok: false; readonly fault: string }

/** Where a text is put: what could be read as markup is written as text there. */
export type Context = 'plain' | 'markup'

/** Bounds of one text: whoever writes a template must not stop the server with it. Milliseconds, and units of liquidjs' own. */
const limits = { parseLimit: 300_000, renderLimit: 200, memoryLimit: 5_000_000 }

// No files: `templates` takes the place of the file system, and holds none.
const shared = {
  ...limits,
  templates: {},
  cache: false,
  strictFilters: true,
  strictVariables: true,
  lenientIf: true,
  ownPropertyOnly: true,
}
const engines: Readonly<Record<Context, Liquid>> = {
  plain: new Liquid(shared),
  markup: new Liquid({ ...shared, outputEscape: 'escape' }),
}

/** Parsed texts, newest last. */
const parsed = new Map<string, Template[]>()
const keptParsed = 500

function parse(source: string, context: Context): Template[] {
  const key = `${context} ${source}`
  const known = parsed.get(key)
  const tree = known ?? engines[context].parse(source)
  parsed.delete(key)
  parsed.set(key, tree)
  if (parsed.size > keptParsed) parsed.delete(parsed.keys().next().value as string)
  return tree
}

/** Fills in a text. A variable that is used and not given is an error, unless a `default` filter or an `if` sees to it. */
export function fill(source: string, context: Context, variables: Readonly<Record<string, unknown>>): Filled {
  try {
    return { ok: true, text: String(engines[context].renderSync(parse(source, context), { ...variables })) }
  } catch (error) {
    const missing = missingName(error)
    return missing === undefined ? { ok: false, fault: told(error) } : { ok: false, missing }
  }
}

/** Fills in a text with nothing where a variable is missing: to see whether what comes out is well formed. */
export function fillBlank(source: string, context: Context): Filled {
  try {
    const text = engines[context].renderSync(parse(source, context), {}, { strictVariables: false })
    return { ok: true, text: String(text) }
  } catch (error) {
    return { ok: false, fault: told(error) }
  }
}

function missingName(error: unknown): string | undefined {
  const cause = (error as { originalError?: unknown }).originalError
  const found = [error, cause].find((one) => one instanceof UndefinedVariableError)
  return found === undefined ? undefined : /undefined variable: ([^,\s]+)/.exec((found as Error).message)?.[1]
}

/** The first line: the others quote the source. */
const told = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] as string) : String(error)
