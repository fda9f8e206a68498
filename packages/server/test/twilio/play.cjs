// Plays a scenario with the official library for Node. Reads {steps, kept, baseUrl?} as JSON from a file, prints one JSON line a step.
// It knows nothing of who answers; with a base URL it is told where to send everything, by the library's own `httpClient`.
const { readFileSync } = require('node:fs')
const twilio = require(process.env.TWILIO_LIBRARY)

const { steps, kept, baseUrl } = JSON.parse(readFileSync(process.argv[2], 'utf8'))

class Detour extends twilio.RequestClient {
  request(options) {
    const uri = options.uri.replace(/^https:\/\/([a-z-]+)\.twilio\.com/, (_, product) =>
      product === 'api' ? baseUrl : `${baseUrl}/${product}`,
    )
    return super.request({ ...options, uri })
  }
}

const clients = new Map()

function clientAs(credentials = []) {
  const name = credentials.join()
  if (!clients.has(name)) clients.set(name, newClient(credentials))
  return clients.get(name)
}

function newClient([username, password, accountSid]) {
  const options = { ...(baseUrl ? { httpClient: new Detour() } : {}), ...(accountSid ? { accountSid } : {}) }
  return username ? twilio(username, password, options) : twilio(undefined, undefined, options)
}

function filled(value) {
  if (Array.isArray(value)) return value.map(filled)
  if (typeof value !== 'string' || !value.startsWith('$')) return value
  const [, seconds] = /^\$in (-?\d+)$/.exec(value) ?? []
  if (seconds) return new Date(Date.now() + Number(seconds) * 1000)
  return value
    .slice(1)
    .split('.')
    .reduce((found, name) => found[name], kept)
}

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function shown(value) {
  if (Array.isArray(value)) return value.map(shown)
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z')
  if (value === null || typeof value !== 'object') return value
  if (typeof value.toJSON !== 'function') return value
  return Object.fromEntries(Object.entries(value.toJSON()).map(([name, field]) => [snake(name), shown(field)]))
}

async function pagesOf(list, parameters) {
  const sizes = []
  const sids = []
  for (let page = await list.page(parameters); page; page = await page.nextPage()) {
    sizes.push(page.instances.length)
    sids.push(...page.instances.map(({ sid }) => sid))
  }
  return { sizes, distinct: new Set(sids).size }
}

async function call(step) {
  const words = step.call.split('.').map((word) => /^(\w+)(?:\((.*)\))?$/.exec(word.replaceAll('/', '.')))
  const [, method] = words.pop()
  let target = clientAs(step.as?.map(filled))
  for (const [, name, argument] of words)
    target = argument === undefined ? target[name] : target[name](filled(argument))
  const parameters =
    step.with && Object.fromEntries(Object.entries(step.with).map(([name, value]) => [name, filled(value)]))
  if (method === 'pages') return pagesOf(target, parameters)
  return shown(await (parameters ? target[method](parameters) : target[method]()))
}

async function play(step) {
  await new Promise((resolve) => setTimeout(resolve, step.after ?? 0))
  const end = Date.now() + 120_000
  for (;;) {
    const value = await call(step)
    const met = Object.entries(step.until ?? {}).every(([name, wanted]) => value[name] === wanted)
    if (met || Date.now() > end) return value
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function main() {
  for (const step of steps) {
    try {
      const value = await play(step)
      if (step.keep) kept[step.keep] = value
      console.log(JSON.stringify({ name: step.name, value }))
    } catch (error) {
      const { status, code, message, moreInfo } = error
      console.log(JSON.stringify({ name: step.name, error: { status, code, message, moreInfo } }))
      if (!step.refused) console.error(error)
    }
  }
}
main()
