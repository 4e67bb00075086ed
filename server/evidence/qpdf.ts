import { execFile } from 'node:child_process'

/** A second opinion where Debian's qpdf is installed: does the document hold together? Undefined where it is not there. */
export const qpdfFinds = (file: string): Promise<boolean | undefined> =>
  new Promise((resolve) => {
    execFile('qpdf', ['--check', file], { timeout: 10_000, maxBuffer: 1_000_000 }, (error) => {
      if (!error) return resolve(true)
      resolve(error.code === 'ENOENT' ? undefined : false)
    })
  })
