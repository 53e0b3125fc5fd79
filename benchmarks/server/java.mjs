// Finds a Java of at least 21.
import fs from 'node:fs'
import path from 'node:path'

/** That of `JAVA_HOME`, or the newest that is installed in a usual place, or whatever `java` is. */
export function java() {
  if (process.env.JAVA_HOME) return path.join(process.env.JAVA_HOME, 'bin/java')
  const version = (name) => Number(/\d+/.exec(name)?.[0] ?? 0)
  const homes = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines']
    .filter((folder) => fs.existsSync(folder))
    .flatMap((folder) => fs.readdirSync(folder).map((name) => [version(name), path.join(folder, name)]))
    .filter(([number]) => number >= 21)
    .sort((a, b) => b[0] - a[0])
  for (const [, home] of homes) {
    const found = ['bin/java', 'Contents/Home/bin/java'].map((end) => path.join(home, end)).find((file) => fs.existsSync(file))
    if (found !== undefined) return found
  }
  return 'java'
}
