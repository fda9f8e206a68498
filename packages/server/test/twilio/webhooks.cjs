// A webhook application as people write it with the official library for Node: node:http and the library's validators.
// Prints `listening PORT`, then one line of JSON a request. Its token is in TWILIO_AUTH_TOKEN.
const { createServer } = require('node:http')
const { parse } = require('node:querystring')
const twilio = require(process.env.TWILIO_LIBRARY)

const token = process.env.TWILIO_AUTH_TOKEN

function isValid(request, url, body) {
  const signature = request.headers['x-twilio-signature'] ?? ''
  if (url.includes('bodySHA256=')) return twilio.validateRequestWithBody(token, signature, url, body)
  return twilio.validateRequest(token, signature, url, request.method === 'POST' ? parse(body) : {})
}

function answerTo(path) {
  if (path.startsWith('/fail')) return [500, 'text/plain', 'broken']
  if (path.startsWith('/status')) return [204, 'text/plain', '']
  const response = new twilio.twiml.MessagingResponse()
  if (path.startsWith('/reply'))
    response.message({ action: '/status/reply', method: 'POST' }).body('Danke, schön & <gut> 👍')
  if (path.startsWith('/redirect')) response.redirect({ method: 'GET' }, '/reply?from=redirect&x=ü')
  return [200, 'text/xml', response.toString()]
}

const server = createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8')
    const url = `http://${request.headers.host}${request.url}`
    const params = request.method === 'POST' ? parse(body) : parse(request.url.split('?')[1])
    const line = {
      valid: isValid(request, url, body),
      method: request.method,
      url: request.url,
      headers: request.headers,
      params,
    }
    console.log(JSON.stringify(line))
    const [status, type, text] = line.valid ? answerTo(request.url) : [403, 'text/plain', 'invalid']
    response.writeHead(status, { 'content-type': type }).end(text)
  })
})
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`))
