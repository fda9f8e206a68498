// Keeps the live part of the page fresh: the server sends it again, ready and escaped, whenever it changes.
const live = document.getElementById('live')

/** Instants in the reader's own zone, with the UTC instant on hover. */
function localTimes(root) {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
  for (const time of root.querySelectorAll('time[datetime]')) {
    time.title = time.dateTime
    time.textContent = format.format(new Date(time.dateTime))
  }
}

if (live) {
  localTimes(live)
  const source = new EventSource(live.dataset.source)
  source.onmessage = (event) => {
    const known = new Set([...live.querySelectorAll('.arrival')].map((item) => item.id))
    live.innerHTML = event.data
    for (const item of live.querySelectorAll('.arrival')) item.classList.toggle('fresh', !known.has(item.id))
    localTimes(live)
  }
  source.onopen = () => live.classList.remove('stale')
  source.onerror = () => live.classList.add('stale')
}
