/** The page: asks for permission, subscribes, and tells the server. */
export const indexPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Web push</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem } button { font: inherit; padding: .5rem 1rem }</style>
<h1>News from Acme</h1>
<p>Get told in this browser when there is something new, also while this page is closed.</p>
<p><button id="subscribe">Subscribe</button> <button id="send">Send me one</button></p>
<p id="state" role="status"></p>
<script type="module" src="/app.js"></script>
</html>
`

/** The page's program. */
export const appScript = `const say = (text) => { document.querySelector('#state').textContent = text }
const post = (path, body) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) })

document.querySelector('#subscribe').addEventListener('click', async () => {
  if ((await Notification.requestPermission()) !== 'granted') return say('The browser does not allow it.')
  const registration = await navigator.serviceWorker.register('/worker.js')
  await navigator.serviceWorker.ready
  const { applicationServerKey } = await (await fetch('/key')).json()
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
  const answer = await post('/subscribe', subscription)
  say(answer.ok ? 'Subscribed.' : 'That did not work: ' + (await answer.text()))
})

document.querySelector('#send').addEventListener('click', async () => {
  const answer = await post('/send')
  say(answer.ok ? 'On its way.' : 'That did not work: ' + (await answer.text()))
})
`

/** The service worker: shows what arrives, and opens its page when somebody clicks. */
export const workerScript = `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  const { id, title, body, image, data } = event.data.json()
  event.waitUntil(self.registration.showNotification(title ?? 'Acme', { body, image, data, tag: id }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(self.clients.openWindow(event.notification.data?.url ?? '/'))
})
`
