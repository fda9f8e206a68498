/**
 * Loaded into a process before its program: SIGUSR2 makes it fail where nobody catches it, in the way that `TEST_FAULT` names: `exception`,
 * `rejection`, `hang` (an exception, after which nothing gets through to the database), `media` (an exception in its media workers), or `stuck`
 * (no error, but its server never closes).
 */
import { Server } from 'node:http'
import { Socket } from 'node:net'
import { BroadcastChannel, isMainThread, threadName } from 'node:worker_threads'

const fault = () => new Error('nobody foresaw this')
const workers = new BroadcastChannel('fail-on-signal')
workers.unref()

const ways: Readonly<Record<string, () => void>> = {
  exception: () => {
    throw fault()
  },
  rejection: () => void Promise.reject(fault()),
  hang: () => {
    Socket.prototype.write = () => true
    throw fault()
  },
  stuck: () => {
    Server.prototype.close = function () {
      return this
    }
    process.stderr.write('now stuck\n')
  },
  media: () => workers.postMessage('fail'),
}

if (isMainThread) process.on('SIGUSR2', () => ways[process.env.TEST_FAULT ?? '']?.())
else if (threadName?.startsWith('media')) {
  workers.onmessage = () => {
    throw fault()
  }
}
