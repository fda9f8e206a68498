// Measures a job queue that does one job a message. `direct`: enqueued by so many loops of this process. `http`: enqueued by a bare HTTP server
// that does nothing but read a POST and answer 202, so that whoever measures can send it what it sends to others; it prints its port, and
// is done when its standard input ends. Prints {accepted, endToEnd, jobs} at last.
import { createServer } from 'node:http'

export const body = { to: '+14155550123', content: { text: 'Your parcel arrives today between 14:00 and 16:00.' } }

/**
 * @param add enqueues one job
 * @param done how many jobs were worked off
 * @param loops how many enqueue at once, with `direct`
 */
export async function measure(add, done, seconds, mode, loops) {
  const began = { at: 0 }
  let sent = 0
  const count = async (job) => {
    began.at ||= performance.now()
    await add(job)
    sent++
  }
  await (mode === 'http' ? served(count) : looped(count, Number(seconds), Number(loops)))
  const accepted = sent / ((performance.now() - began.at) / 1000)
  const limit = performance.now() + 120_000
  while (done() < sent && performance.now() < limit) await new Promise((resolve) => setTimeout(resolve, 20))
  console.log(JSON.stringify({ accepted, endToEnd: done() / ((performance.now() - began.at) / 1000), jobs: sent }))
  process.exit(0)
}

async function looped(add, seconds, loops) {
  const end = performance.now() + seconds * 1000
  const loop = async () => {
    while (performance.now() < end) await add(body)
  }
  await Promise.all(Array.from({ length: loops }, loop))
}

async function served(add) {
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    await add(JSON.parse(Buffer.concat(chunks).toString()))
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"queued"}')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  console.log(JSON.stringify({ port: server.address().port }))
  process.stdin.resume()
  await new Promise((resolve) => process.stdin.once('end', resolve))
  server.closeAllConnections()
}
