// Finds a JDK of at least 21: that of JAVA_HOME, or the newest that is installed in a usual place.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export const java = () => {
  if (process.env.JAVA_HOME) return path.join(process.env.JAVA_HOME, 'bin/java')
  const folders = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines', path.join(os.homedir(), '.sdkman/candidates/java')]
  const version = (name) => Number(/\d+/.exec(name)?.[0] ?? 0)
  const homes = folders.flatMap((folder) => (fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => [version(name), folder, name]) : []))
  for (const [, folder, name] of homes.filter(([n]) => n >= 21).sort((a, b) => b[0] - a[0])) {
    const found = ['bin/java', 'Contents/Home/bin/java'].map((end) => path.join(folder, name, end)).find(fs.existsSync)
    if (found) return found
  }
  return 'java'
}
