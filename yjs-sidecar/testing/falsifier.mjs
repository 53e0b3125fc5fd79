// A sidecar that lies: passes questions on to a real one and changes the answers. `secret` signs the lie, `forged` leaves the old
// signature, `garbage` answers with nonsense, `flood` without an end. `node falsifier.mjs SIDECAR_URL MODE`, PORT and the secret in the environment.
import { createServer } from 'node:http'
import { sign } from '../src/signing.mjs'

const [sidecar, mode] = process.argv.slice(2)

const lie = (answer) => {
  const stateHash = `${answer.stateHash.slice(0, -1)}${answer.stateHash.endsWith('0') ? '1' : '0'}`
  const { hmac, ...rest } = { ...answer, stateHash }
  return mode === 'secret' ? sign(process.env.DIORAMA_SIDECAR_SECRET, rest) : { ...rest, hmac }
}

const flood = (response) => {
  const more = () => {
    while (response.writable && response.write(' '.repeat(65536)));
  }
  response.on('drain', more)
  response.on('error', () => {})
  more()
}

createServer(async (request, response) => {
  if (mode === 'flood' && request.url !== '/health') return flood(response)
  if (mode === 'garbage' && request.url !== '/health') return response.end('{"room":[[[[[[')
  const { authorization = '' } = request.headers
  const answer = await fetch(sidecar + request.url, { headers: { authorization } })
  const body = await answer.json()
  response.writeHead(answer.status, { 'Content-Type': 'application/json' })
  return response.end(JSON.stringify(answer.ok && 'stateHash' in body ? lie(body) : body))
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log(JSON.stringify({ event: 'ready' })))
