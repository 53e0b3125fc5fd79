// What a process has used so far, by the operating system's account (Linux), and what it may use.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'

/** Seconds of CPU, those of them in the kernel, and resident memory in bytes, now and at its largest. */
export function usage(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8')
  const kilobytes = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN)
  return {
    cpu: (Number(fields[11]) + Number(fields[12])) / 100,
    kernel: Number(fields[12]) / 100,
    rss: kilobytes('VmRSS') * 1024,
    peak: kilobytes('VmHWM') * 1024,
  }
}

/** Microseconds of a clock that never goes back. */
export const now = () => performance.now() * 1000

/** Microseconds of a clock that all processes and threads of the machine share. */
export const machineMicros = () => Number(process.hrtime.bigint() / 100n) / 10

/** Files and sockets that a process of ours may have open. */
export function maxOpenFiles() {
  const soft = /Max open files\s+(\d+)/.exec(fs.readFileSync('/proc/self/limits', 'utf8'))
  return soft === null ? Number.POSITIVE_INFINITY : Number(soft[1])
}

/**
 * From here on this process runs when nobody else wants the processor; those that it started before run as they did. For crowds and
 * attackers: in the world they bring their own processors, and do not take the server's.
 */
export function stepBack() {
  os.setPriority(os.constants.priority.PRIORITY_LOW)
  try {
    // Who has the lowest priority still runs on for milliseconds when others wake up; who only runs when a processor is idle does not.
    execFileSync('chrt', ['--all-tasks', '--idle', '--pid', '0', String(process.pid)])
  } catch (error) {
    console.error(`the crowd has the lowest priority, but takes its turns: chrt (util-linux) did not work: ${error.message}`)
  }
}

export const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis))
