import { fit, type Output } from './print.ts'

/** Lines that are redrawn in place on a terminal, and written as they change where there is none. */
export interface LiveBoard {
  /** Sets one line by its key; new keys go below. */
  set(key: string, line: string): void
  /** Writes a line above the others, for good. */
  log(line: string): void
}

/** Makes a board. On a terminal it uses cursor moves (ECMA-48 CUU, EL); elsewhere every change is a plain line. */
export function createLiveBoard(output: Output): LiveBoard {
  if (output.isTTY !== true) return plainBoard(output)
  const lines = new Map<string, string>()
  const width = () => (output.columns ?? 80) - 1
  const draw = () => [...lines.values()].map((line) => `\u001b[2K${fit(line, width())}\n`).join('')
  const up = (count: number) => (count === 0 ? '' : `\u001b[${count}A`)
  return {
    set(key, line) {
      const before = lines.size
      if (lines.get(key) === line) return
      lines.set(key, line)
      output.write(`${up(before)}${draw()}`)
    },
    log: (line) => void output.write(`${up(lines.size)}\u001b[2K${fit(line, width())}\n${draw()}`),
  }
}

function plainBoard(output: Output): LiveBoard {
  const lines = new Map<string, string>()
  return {
    set(key, line) {
      if (lines.get(key) !== line) output.write(`${line}\n`)
      lines.set(key, line)
    },
    log: (line) => void output.write(`${line}\n`),
  }
}
