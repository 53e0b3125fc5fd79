// The yardstick of durability: a bare relay that writes every update to a file and syncs that before it passes the update on, and does no more.
import fs from 'node:fs'
import { relay } from './relay.mjs'

/** Written over and over, so that a sync never has to store a new length as well. */
const FILE_BYTES = 16 << 20
const [, , port, path] = process.argv
const file = fs.openSync(path, 'w')
fs.writeSync(file, Buffer.alloc(FILE_BYTES))
fs.fsyncSync(file)

let waiting = []
let syncing = false
let position = 0

/** Writes and syncs whatever waits, passes that on, and goes on with what came meanwhile. */
function sync() {
  const group = waiting
  waiting = []
  syncing = true
  for (const { data } of group) {
    position = position + data.length > FILE_BYTES ? 0 : position
    position += fs.writeSync(file, data, 0, data.length, position)
  }
  fs.fdatasync(file, (error) => {
    if (error) throw error
    for (const { members, data } of group) for (const member of members) member.send(data)
    syncing = false
    if (waiting.length > 0) sync()
  })
}

relay(Number(port), (members, data) => {
  waiting.push({ members, data })
  if (!syncing) sync()
})
