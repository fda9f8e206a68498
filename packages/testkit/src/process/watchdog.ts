import { spawn } from 'node:child_process'

/**
 * Reads its standard input until that ends, which it does when the process that holds the other end is gone, by whatever
 * death; then ends the process `$1` with signal `$2`, politely for 3 s and then by force with its group, and deletes `$3`. Told that
 * the process has ended, it only deletes: the number may be another process's by then.
 */
const script = `
runs=yes
while read -r word; do
  [ "$word" = leave ] && exit 0
  runs=
done
if [ -n "$runs" ]; then
  kill -s "$2" "$1" 2>/dev/null
  for tenth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    kill -0 "$1" 2>/dev/null || break
    sleep 0.1
  done
  kill -s KILL -- "-$1" 2>/dev/null
fi
[ -n "$3" ] && rm -rf -- "$3"
exit 0`

/** What to end, how, and what to delete afterwards. */
export interface Watched {
  readonly pid: number
  /** The signal that asks it to end; after 3 s its process group is killed. */
  readonly signal: 'TERM' | 'INT'
  /** A folder to delete when it has ended. */
  readonly folder?: string
}

/** The watch over one process. */
export interface Watch {
  /** The process has ended; its folder is still deleted at the death of this one. */
  ended(): void
  /** Ends the watch and leaves everything as it is. */
  leave(): void
}

/**
 * Ends a process when this one ends, even by kill -9, which no handler in here would notice. The process must lead a process
 * group (`detached`), so that its children go with it.
 */
export function watchProcess({ pid, signal, folder }: Watched): Watch {
  const arguments_ = ['-c', script, 'watchdog', String(pid), signal, folder ?? '']
  const watchdog = spawn('/bin/sh', arguments_, { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  watchdog.unref()
  // A pipe that is left open must not keep this process from ending.
  const pipe = watchdog.stdin
  if ('unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
  pipe.on('error', () => undefined) // The watchdog has ended before us: nothing is left to do.
  return { ended: () => void pipe.write('ended\n'), leave: () => void pipe.end('leave\n') }
}
