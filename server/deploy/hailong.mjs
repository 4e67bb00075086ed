import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeReady, stop } from './ready.mjs'
import { hush, root } from './run.mjs'

if (!process.stderr.isTTY) hush()
const wholeProduct = ['serve', 'bench'].includes(process.argv[2])
await makeReady({ parts: wholeProduct ? undefined : ['server'] }).catch(stop('hailong'))
// The command runs in this very process: stdin, signals and the exit status need nobody in between.
await import(pathToFileURL(join(root, 'dist/server/main.js')).href)
