// The sidecar's log: one JSON object a line on standard output, an event each; never a secret, never a room's content.

/**
 * @typedef {Object} Log
 * @property {(event: string, fields?: object) => void} info
 * @property {(event: string, fields?: object) => void} warn
 * @property {(event: string, fields?: object) => void} error
 */

/** A log that writes lines. @returns {Log} */
export const createLog = (write = (line) => process.stdout.write(line), now = () => new Date()) => {
  const at = (level) => (event, fields = {}) => write(`${JSON.stringify({ time: now().toISOString(), level, event, ...fields })}\n`)
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

/** What libraries print becomes one line of the log each. @param {Log} log */
export const redirectConsole = (log) => {
  const text = (args) => args.map((each) => (each instanceof Error ? each.message : String(each))).join(' ').slice(0, 500)
  console.log = (...args) => log.info('library', { text: text(args) })
  console.info = console.log
  console.warn = (...args) => log.warn('library', { text: text(args) })
  console.error = (...args) => log.warn('library', { text: text(args) })
}
