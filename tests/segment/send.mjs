// Sends events through an SDK as its users do, with nothing changed but host and write key, over a line that breaks: of every seven
// requests one is answered 500 and one is cut off, both after the host has stored them, so that the SDK sends the same again.
// Usage: node send.mjs segment|rudderstack HOST KEY EVENTS
import { createServer, request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { Analytics } from '@segment/analytics-node'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'

const [sdk, host, key, count] = process.argv.slice(2)
const events = Number(count)
let requests = 0, broken = 0
const seen = new Set()

// An SDK gives up after a few tries, so a batch is broken at its first try only.
const isFirst = (body, encoding) => {
  const { batch } = JSON.parse(encoding === 'gzip' ? gunzipSync(body) : body)
  return !seen.has(batch[0].messageId) && seen.add(batch[0].messageId)
}

const read = async stream => {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const line = createServer(async (incoming, outgoing) => {
  const body = await read(incoming)
  const number = isFirst(body, incoming.headers['content-encoding']) ? requests++ % 7 : (requests++, 0)
  request(new URL(incoming.url, host), { method: incoming.method, headers: incoming.headers }, async answer => {
    const said = await read(answer)
    if (number === 2) { broken++; outgoing.writeHead(500).end() }
    else if (number === 5) { broken++; incoming.socket.destroy() }
    else outgoing.writeHead(answer.statusCode, answer.headers).end(said)
  }).end(body)
})
await new Promise(listening => line.listen(0, '127.0.0.1', listening))
const address = `http://127.0.0.1:${line.address().port}`

const users = 50
const kinds = { identify: 0, group: 0, track: 0, page: 0 }
let failed = 0

function call(i, send) {
  const userId = `user-${i % users}`
  if (i < users) { kinds.identify++; send('identify', { userId, traits: { email: `${userId}@example.jp`, plan: 'pro' } }) }
  else if (i < 2 * users) { kinds.group++; send('group', { userId, groupId: 'A-1', traits: { name: 'Sakura' } }) }
  else if (i % 5 === 0) { kinds.page++; send('page', { userId, name: `Page ${i % 10}`, properties: { path: '/reports' } }) }
  else { kinds.track++; send('track', { userId, event: `Feature ${i % 20}`, properties: { rows: i, email: 'x@example.jp' } }) }
}

if (sdk === 'segment') {
  const analytics = new Analytics({ host: address, writeKey: key })
  analytics.on('error', () => failed++)
  for (let i = 0; i < events; i++) call(i, (kind, message) => analytics[kind](message))
  await analytics.closeAndFlush()
} else {
  const analytics = new RudderAnalytics(key, { dataPlaneUrl: address })
  let done = 0
  const finished = new Promise(end => {
    for (let i = 0; i < events; i++) {
      call(i, (kind, message) => analytics[kind](message, error => {
        if (error) failed++
        if (++done === events) end()
      }))
    }
  })
  await finished
}

line.close()
line.closeAllConnections()
console.log(JSON.stringify({ ...kinds, requests, broken, failed }))
process.exit(0)
