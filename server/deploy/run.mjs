import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

/** What a person must read. It goes to stderr: stdout belongs to the answer of the command that was asked for. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

let quiet = false

/** From here on no progress is shown: a command of the command line in a pipe. */
export function hush() {
  quiet = true
}

/** What goes on meanwhile. */
export function progress(line) {
  if (!quiet) say(line)
}

/**
 * Runs a program to its end with stdin closed, since nothing here may wait for a person.
 * Its output is kept, stdout and stderr in the order they came; `show` lets it through as well.
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program is not there
 */
export function run(program, args, { env = {}, show = false, cwd = root } = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (into) => (part) => {
      output += part
      if (show) into.write(part)
    }
    child.stdout.setEncoding('utf8').on('data', keep(process.stdout))
    child.stderr.setEncoding('utf8').on('data', keep(process.stderr))
    child.on('error', (error) => done({ code: 127, output: `${program}: ${error.message}\n` }))
    child.on('close', (code, signal) => done({ code: code ?? (signal ? 128 : 1), output }))
  })
}

/** The last lines of an output: the place where programs say what went wrong. */
export function tail(output, lines = 20) {
  return output.trimEnd().split('\n').slice(-lines).join('\n')
}
