import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { openField } from './field.ts'
import { startLoad } from './load.ts'
import { brokenProgram, type Serving, serve } from './program.ts'
import { record } from './results.ts'

const TIMES = Number(process.env.HAILONG_MEMORY_KILLS ?? 10)
const MEGABYTE = 2 ** 20

const KINDS = [
  { root: '/sys/fs/cgroup/memory', limit: 'memory.limit_in_bytes', used: 'memory.usage_in_bytes', none: '-1' },
  { root: '/sys/fs/cgroup', limit: 'memory.max', used: 'memory.current', none: 'max' },
] as const

/** A group of processes whose memory is limited together by the kernel, gone with the test; or why there is none. */
function memoryGroup() {
  if (process.getuid?.() !== 0) return 'a limit of memory for a group of processes needs root'
  for (const { root, limit, used, none } of KINDS) {
    const folder = join(root, `hailong-${process.pid}`)
    try {
      mkdirSync(folder)
    } catch {
      continue
    }
    onTestFinished(() => {
      try {
        rmdirSync(folder)
      } catch {}
    })
    if (!existsSync(join(folder, limit))) continue
    return {
      enter: `echo $$ > ${join(folder, 'cgroup.procs')}`,
      used: () => Number(readFileSync(join(folder, used), 'utf8')),
      most: (bytes: number) => writeFileSync(join(folder, limit), String(bytes)),
      free: () => writeFileSync(join(folder, limit), none),
    }
  }
  return 'the kernel offers no limit of memory for a group of processes here'
}

/** Many who begin a large body and do not end it: each holds what it has sent in the memory of the server. */
function bigBodies(url: string, count: number): () => void {
  const { port, host } = new URL(url)
  const head = `POST /api/responses HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n`
  const sockets: Socket[] = Array.from({ length: count }, () => {
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => {})
    socket.write(head + 'x'.repeat(59_000))
    return socket
  })
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}

test('the kernel kills the program because memory is short, again and again: started anew, it has everything it gave a receipt for', async (context) => {
  const group = memoryGroup()
  if (typeof group === 'string') return context.skip(group)
  const field = await openField(20)
  const env = { DATA_DIR: field.dataDir }
  const limited = { ...env, HAILONG_FAULT_SHELL: group.enter }
  let server: Serving = await serve(limited)
  const load = startLoad(field, () => server.url, { clients: 16 })
  const ends: (number | string)[] = []
  for (let turn = 0; turn < TIMES; turn++) {
    await load.more(30)
    const let_go: (() => void)[] = []
    for (let room = 4; server.isLive(); room = Math.max(1, room - 1)) {
      try {
        group.most(group.used() + room * MEGABYTE)
      } catch {
        // Less than is used cannot be asked for: what is there already stays.
      }
      let_go.push(bigBodies(server.url, 200))
      await Promise.race([server.ended, pause(1_000)])
      if (let_go.length > 60) throw new Error('memory was never short')
    }
    ends.push(await server.ended)
    for (const end of let_go) end()
    group.free()
    server = await serve(limited)
  }
  await load.more(30)
  const ledger = await load.stop()
  server.child.kill('SIGTERM')
  await server.ended
  expect(new Set(ends)).toEqual(new Set(['SIGKILL']))
  expect(ledger.wrong).toEqual([])
  const compared = await compare(ledger, env)
  expect(compared).toMatchObject(GOOD)
  expect(await verifyFault(env)).toBe('')
  record({
    id: 'FT13',
    fault: 'memory runs short under load and large bodies (limit of a control group): the kernel kills the program',
    seen: `${TIMES} times: ${compared.acknowledged} acknowledged, ${compared.lost} lost, ${ledger.replays} receipts given again, verify green`,
    control:
      'without the limit the same crowd ends nothing: it goes on between the kills; a reply before the commit: see FT01',
  })
})

test('a program that fills its own memory ends, and started anew has everything it gave a receipt for', async () => {
  const field = await openField(20)
  const env = { DATA_DIR: field.dataDir }
  const leaking = brokenProgram('leaking', [
    'await storeSheets(deps.db, decided.sheets);',
    'await storeSheets(deps.db, decided.sheets); (globalThis.leak ??= []).push(Array.from({ length: 20_000 }, (_, at) => ({ at })));',
  ])
  const small = { ...env, NODE_OPTIONS: '--max-old-space-size=96' }
  let server = await serve(small, leaking)
  const load = startLoad(field, () => server.url)
  const ends = new Map<number | string, number>()
  for (let turn = 0; turn < 3; turn++) {
    const end = await server.ended
    ends.set(end, (ends.get(end) ?? 0) + 1)
    server = await serve(small, leaking)
  }
  server.child.kill('SIGKILL')
  await server.ended
  // The program as it is lives with that much for ever.
  server = await serve(small)
  await load.more(500)
  const ledger = await load.stop()
  expect(server.isLive()).toBe(true)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(ledger.wrong).toEqual([])
  expect(await compare(ledger, env)).toMatchObject(GOOD)
  expect(await verifyFault(env)).toBe('')
  record({
    id: 'FT13',
    fault: 'a heap of 96 MB, and a program made to keep a megabyte for each group of sheets',
    seen: `ended 3 times (${[...ends].map(([how, times]) => `${how} ${times}`).join(', ')}), started anew each time: ${ledger.acknowledged.size} acknowledged, 0 lost, verify green`,
    control: 'the program as it is takes 500 sheets with the same heap and goes on',
  })
})
