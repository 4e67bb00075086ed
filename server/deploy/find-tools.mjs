import { canApt, installWithApt } from './apt.mjs'
import { run } from './run.mjs'

/** Programs that some tests read our documents with, and Debian's packages of them. Without one its tests skip and say so. */
const packageOf = { pdftotext: 'poppler-utils', pdftoppm: 'poppler-utils', zbarimg: 'zbar-tools' }

async function absent() {
  const names = Object.keys(packageOf)
  const found = await Promise.all(names.map((name) => run('sh', ['-c', `command -v ${name}`])))
  return names.filter((_, i) => found[i].code !== 0)
}

/** Installs them where that is allowed. */
export async function findTools() {
  const packages = [...new Set((await absent()).map((name) => packageOf[name]))]
  if (packages.length && canApt()) await installWithApt(packages)
}
