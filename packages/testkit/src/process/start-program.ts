import type { Closer } from '../after-hooks.ts'
import { type ProcessOptions, type StartedProcess, startProcess } from './start-process.ts'

/** Starts a TypeScript file of the checkout in a process of its own, on this Node, as {@link startProcess} does. */
export function startProgram(
  t: Closer,
  file: URL,
  arguments_: readonly string[] = [],
  options: ProcessOptions = {},
): StartedProcess {
  const node = ['--conditions=trunkline-source', '--disable-warning=ExperimentalWarning', file.pathname]
  return startProcess(t, process.execPath, [...node, ...arguments_], options)
}
