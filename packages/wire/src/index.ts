export { type ProblemBody, ProblemError, type ProblemFault, type ProblemOptions } from './problem/problem-error.ts'
export { type ProblemCode, type ProblemRow, problemTable } from './problem/problem-table.ts'
