// The yardstick: a relay that knows nothing, without a document, a log or a check.
import { relay } from './relay.mjs'

relay(Number(process.argv[2]), (members, data) => {
  for (const member of members) member.send(data)
})
