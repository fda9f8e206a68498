import { readFileSync } from 'node:fs'
import { parse } from '@babel/parser'

type Program = ReturnType<typeof parse>['program']
type Statement = Program['body'][number]
type Declared = Extract<Statement, { type: 'ExportNamedDeclaration' }>['declaration'] | Statement
type ClassMember = Extract<Statement, { type: 'ClassDeclaration' }>['body']['body'][number]

/** An import, or an export from elsewhere. */
export interface Import {
  readonly specifier: string
  /** Gone when the types are stripped, so it binds nothing at run time. */
  readonly typeOnly: boolean
}

/** A name that a module gives away. */
export interface Export {
  readonly name: string
  /** Its name where it is declared; `*` for a whole module. */
  readonly local: string
  /** The module that it comes from, when it is not declared here. */
  readonly from?: string
}

/** Something declared at the top of a module. */
export interface Declaration {
  readonly name: string
  readonly kind: 'function' | 'class' | 'type' | 'constant'
  /** The text of its doc comment, without the stars. */
  readonly doc: string | undefined
  /** What a caller must know of it: its source without bodies and without what is private. */
  readonly signature: string
}

/** A TypeScript file, taken apart as far as the checks and the reference need. */
export interface ModuleSource {
  readonly file: string
  readonly imports: readonly Import[]
  readonly exports: readonly Export[]
  readonly declarations: ReadonlyMap<string, Declaration>
}

const read = new Map<string, ModuleSource>()

/** Reads and parses a file; once only. */
export function moduleSource(file: string): ModuleSource {
  const known = read.get(file)
  if (known) return known
  const source = readFileSync(file, 'utf8')
  const { program } = parse(source, { sourceType: 'module', plugins: ['typescript'] })
  const module: ModuleSource = {
    file,
    imports: program.body.flatMap(importsOf),
    exports: program.body.flatMap(exportsOf),
    declarations: declarationsOf(program, source),
  }
  read.set(file, module)
  return module
}

function importsOf(statement: Statement): Import[] {
  if (statement.type === 'ImportDeclaration') {
    return [{ specifier: statement.source.value, typeOnly: statement.importKind === 'type' }]
  }
  if (statement.type === 'ExportNamedDeclaration' && statement.source) {
    return [{ specifier: statement.source.value, typeOnly: statement.exportKind === 'type' }]
  }
  if (statement.type === 'ExportAllDeclaration') {
    return [{ specifier: statement.source.value, typeOnly: statement.exportKind === 'type' }]
  }
  return []
}

function exportsOf(statement: Statement): Export[] {
  if (statement.type === 'ExportAllDeclaration') return [{ name: '*', local: '*', from: statement.source.value }]
  if (statement.type === 'ExportDefaultDeclaration') return [{ name: 'default', local: 'default' }]
  if (statement.type !== 'ExportNamedDeclaration') return []
  if (statement.declaration) return namesOf(statement.declaration).map((name) => ({ name, local: name }))
  const from = statement.source?.value
  return statement.specifiers.map((each) => {
    const name = each.exported.type === 'Identifier' ? each.exported.name : each.exported.value
    const local = each.type === 'ExportSpecifier' ? each.local.name : '*'
    return { name, local, ...(from === undefined ? {} : { from }) }
  })
}

function namesOf(declared: Declared): string[] {
  if (!declared) return []
  if (declared.type === 'VariableDeclaration') {
    return declared.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
  }
  if (!('id' in declared) || !declared.id || declared.id.type !== 'Identifier') return []
  return [declared.id.name]
}

function declarationsOf(program: Program, source: string): Map<string, Declaration> {
  const found = new Map<string, Declaration>()
  for (const statement of program.body) {
    const declared = 'declaration' in statement && statement.declaration ? statement.declaration : statement
    const kind = kinds[declared.type]
    if (!kind) continue
    for (const name of namesOf(declared as Declared)) {
      const doc = docOf(statement, source)
      const before = found.get(name)
      const signature = signatureOf(declared as Statement, name, source)
      // Overloads: the signatures that callers see are the ones without a body, and the first doc comment is for all.
      if (before && declared.type === 'FunctionDeclaration') continue
      found.set(name, {
        name,
        kind,
        doc: before?.doc ?? doc,
        signature: before ? `${before.signature}\n${signature}` : signature,
      })
    }
  }
  return found
}

const kinds: Readonly<Record<string, Declaration['kind']>> = {
  FunctionDeclaration: 'function',
  TSDeclareFunction: 'function',
  ClassDeclaration: 'class',
  TSInterfaceDeclaration: 'type',
  TSTypeAliasDeclaration: 'type',
  VariableDeclaration: 'constant',
}

/** The doc comment right above a node. */
function docOf(node: Pick<Statement, 'start' | 'leadingComments'>, source: string): string | undefined {
  const comment = node.leadingComments?.at(-1)
  if (comment?.type !== 'CommentBlock' || !comment.value.startsWith('*')) return undefined
  if (source.slice(comment.end ?? 0, node.start ?? 0).trim() !== '') return undefined
  const lines = comment.value.slice(1).split('\n')
  return lines
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .trim()
}

function signatureOf(node: Statement, name: string, source: string): string {
  const text = (start: number | null | undefined, end: number | null | undefined) =>
    source.slice(start ?? 0, end ?? 0).trim()
  switch (node.type) {
    case 'FunctionDeclaration':
      return text(node.start, node.body.start)
    case 'ClassDeclaration': {
      const members = node.body.body.flatMap((member) => memberOf(member, source))
      return [text(node.start, (node.body.start ?? 0) + 1), ...members.map((member) => `  ${member}`), '}'].join('\n')
    }
    case 'VariableDeclaration': {
      const declarator = node.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)
      const init = declarator?.init
      if (init?.type === 'ArrowFunctionExpression') {
        return `${node.kind} ${text(declarator?.start, init.body.start).replace(/=>$/, '').trim()}`
      }
      const value = init && (init.end ?? 0) - (init.start ?? 0) < 80 ? ` = ${text(init.start, init.end)}` : ''
      return `${node.kind} ${text(declarator?.id.start, declarator?.id.end)}${value}`
    }
    default:
      return text(node.start, node.end)
  }
}

/** A member of a class as its users see it: without its body, its first value, and not at all if it is private. */
function memberOf(member: ClassMember, source: string): string[] {
  const key = 'key' in member ? member.key : undefined
  if (!key || key.type === 'PrivateName') return []
  if ('accessibility' in member && (member.accessibility === 'private' || member.accessibility === 'protected'))
    return []
  const doc = docOf(member as unknown as Statement, source)
  const end =
    'body' in member && 'start' in member.body
      ? member.body.start
      : 'value' in member && member.value
        ? member.value.start
        : member.end
  const text = source.slice(member.start ?? 0, end ?? 0)
  const comment = doc === undefined ? [] : [`/** ${doc.replaceAll(/\s*\n\s*/g, ' ')} */`]
  return [...comment, text.replace(/\s*=\s*$/, '').trim()]
}
