/**
 * How the rows of a batch travel to the database: each column is one text, which `unnest` makes rows of again. Values that need no quoting
 * travel as an array literal, JSON as lines, for JSON.stringify writes no line break. As one JSON document for all, every value was
 * lexed once with the document and once more by itself, and that was the largest part of the statements that every message goes through.
 */

/** Types of which no value needs quoting in an array literal. */
type PlainType = 'uuid' | 'smallint' | 'int' | 'bigint' | 'boolean' | 'timestamptz'
/** Types whose values travel a line each. `lines`: JSON that stays text, since the statement only joins it. */
type LineType = 'jsonb' | 'json' | 'lines'
type Type = PlainType | LineType | 'text'

/** A column of a {@link RowSource}: its name in the statement, its type, and its value; JSON is given as text. */
export type Column<Row> =
  | readonly [name: string, type: PlainType, value: (row: Row) => string | number | boolean | null]
  | readonly [name: string, type: LineType | 'text', value: (row: Row) => string | null]

/** Rows of a batch as something that a statement can select from. */
export interface RowSource<Row> {
  /** Stands behind `from`; `n` is a row's number, from 1. */
  readonly from: string
  /** Number of the first parameter that comes after those of this source. */
  readonly next: number
  /** The parameters, in their order. */
  values(rows: readonly Row[]): string[]
}

/**
 * Makes a source of rows.
 * @param alias name of the rows in the statement
 * @param first number of the first parameter
 */
export function rowSource<Row>(alias: string, first: number, columns: readonly Column<Row>[]): RowSource<Row> {
  const parameters = columns.map(([, type], index) => parameter(first + index, type))
  const names = columns.map(([name]) => name)
  const values = columns.map(([name, type], index) =>
    mayRepeat(type, index) ? `${repeated(first + index, type, name)} as ${name}` : name,
  )
  return {
    from: `(select ${[...values, 'n'].join(', ')} from unnest(${parameters.join(', ')}) with ordinality u(${[...names, 'n'].join(', ')})) ${alias}`,
    next: first + columns.length,
    values: (rows) => columns.map((column, index) => valuesOf(column, rows, mayRepeat(column[1], index))),
  }
}

/** Whether a column that says the same in all rows travels as one value: many do, and reading values is much of what a statement takes. The first tells how many rows there are. */
const mayRepeat = (type: Type, index: number): boolean => index > 0 && !isLines(type)

const repeated = (parameter: number, type: Type, otherwise: string): string =>
  `case when cardinality($${parameter}::${type}[]) = 1 then ($${parameter}::${type}[])[1] else ${otherwise} end`

/** The value of column `n` of a parameter, by the row's number. For types of fixed width without nulls, where it costs no walk. */
export function valueAt(parameter: number, type: 'uuid' | 'timestamptz', n: string): string {
  return repeated(parameter, type, `($${parameter}::${type}[])[${n}]`)
}

function parameter(number: number, type: Type): string {
  if (type === 'jsonb' || type === 'json') return `${lines(number)}::${type}[]`
  return type === 'lines' ? lines(number) : `$${number}::${type}[]`
}

function lines(number: number): string {
  return `string_to_array($${number}::text, E'\\n', '')`
}

type Value = string | number | boolean | null

/** A column as one text; of one whose rows all say the same, that alone where it `mayRepeat`. */
function valuesOf<Row>([, type, value]: Column<Row>, rows: readonly Row[], mayRepeat: boolean): string {
  if (isLines(type)) return rows.map((row) => value(row) ?? '').join('\n')
  const write = type === 'text' ? quoted : plain
  const [first] = rows
  const one = first === undefined ? null : value(first)
  if (mayRepeat && first !== undefined && rows.every((row) => value(row) === one)) return `{${write(one)}}`
  return `{${rows.map((row) => write(value(row))).join(',')}}`
}

const isLines = (type: Type): type is LineType => type === 'jsonb' || type === 'json' || type === 'lines'

const plain = (value: Value): Value => value ?? 'NULL'

function quoted(text: Value): string {
  if (text === null) return 'NULL'
  return `"${/["\\]/.test(text as string) ? (text as string).replace(/["\\]/g, '\\$&') : text}"`
}
