import { spawn } from 'node:child_process'

/** Runs a Node program by its path in a process of its own, and gives what it printed. Rejects when it fails. */
export function child(program: string, ...parameters: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const run = spawn(process.execPath, [program, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    run.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
    run.once('exit', (code) => (code === 0 ? resolve(out) : reject(new Error(`${program} ended with ${code}`))))
  })
}
