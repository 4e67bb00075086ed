import { sql } from 'kysely'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../server/db/open-postgres.ts'
import { copyDatabase } from '../database.ts'
import { startCluster, urlOf } from './cluster.ts'

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

test('a database whose own setting is not to wait for the disk is waited for all the same', async () => {
  const { name, url, drop } = await copyDatabase(inject('postgres'))
  onTestFinished(drop)
  await ask(url, `alter database ${name} set synchronous_commit = off`)
  // Another program on the same database is not waited for: the setting is really there.
  expect(await ask(url, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'off' }])
  const { db, read } = await openPostgres(url)
  expect((await sql`show synchronous_commit`.execute(db)).rows).toEqual([{ synchronous_commit: 'on' }])
  await expect(sql`create table t (a integer)`.execute(read)).rejects.toThrow(/read-only/)
  await read.destroy()
  await db.destroy()
  const weak = new URL(url)
  weak.searchParams.set('options', '-c synchronous_commit=off')
  const again = await openPostgres(weak.href)
  expect((await sql`show synchronous_commit`.execute(again.db)).rows).toEqual([{ synchronous_commit: 'on' }])
  await again.read.destroy()
  await again.db.destroy()
})

test('a server that does not wait for the disk, or a database that sorts or stores letters otherwise, is refused by name', async () => {
  const cluster = await startCluster({ fsync: 'off' })
  onTestFinished(cluster.stop)
  await expect(openPostgres(urlOf(cluster.address, 'postgres'))).rejects.toThrow(
    /^DATABASE_URL: PostgreSQL has fsync = off: set fsync = on in postgresql.conf/,
  )
  const address = inject('postgres')
  const refuse = async (how: string, words: RegExp) => {
    const name = `refused_${Date.now()}`
    await ask(urlOf(address, 'postgres'), `create database ${name} template template0 ${how}`)
    onTestFinished(async () => {
      await ask(urlOf(address, 'postgres'), `drop database ${name} with (force)`)
    })
    await expect(openPostgres(urlOf(address, name))).rejects.toThrow(words)
  }
  await refuse("encoding 'SQL_ASCII'", /server_encoding = SQL_ASCII: create the database with encoding 'UTF8'/)
  await refuse("locale_provider icu icu_locale 'vi'", /sorts by a language, .*createdb -T template0 -E UTF8 --locale=C/)
  await expect(openPostgres('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow(
    /^DATABASE_URL: PostgreSQL cannot be reached or used: .*ECONNREFUSED/,
  )
})
