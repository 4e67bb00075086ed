import { type CreateTableBuilder, type Kysely, sql } from 'kysely'

/** Every table of the first journey. Constraints live here, so that no path round the program can break them. */

type Column = 'text' | 'integer' | 'real' | 'blob'
type Engine = 'sqlite' | 'postgres'

/** SQLite's integer has 64 bits. */
const postgresType = { text: 'text', integer: 'bigint', real: 'double precision', blob: 'bytea' } as const

/** `name type` with `?` for nullable: the shape of a table on one line, the same on both databases. */
function table<DB>(
  db: Kysely<DB>,
  engine: Engine,
  name: string,
  columns: Record<string, `${Column}` | `${Column}?`>,
): CreateTableBuilder<string, string> {
  let builder = db.schema.createTable(name) as CreateTableBuilder<string, string>
  for (const [column, kind] of Object.entries(columns)) {
    const plain = kind.replace('?', '') as Column
    const type = engine === 'sqlite' ? plain : postgresType[plain]
    builder = builder.addColumn(column, sql.raw(type), (c) => (kind.endsWith('?') ? c : c.notNull()))
  }
  return builder
}

async function create(
  engine: Engine,
  builder: CreateTableBuilder<string, string>,
  withoutRowid = false,
): Promise<void> {
  await (engine === 'sqlite'
    ? builder.modifyEnd(withoutRowid ? sql`strict, without rowid` : sql`strict`)
    : builder
  ).execute()
}

/** Rows of these tables never change and never go; the program has no way round it. */
async function neverChanges(
  db: Kysely<unknown>,
  engine: Engine,
  name: string,
  what: readonly ('update' | 'delete')[],
  when = '',
): Promise<void> {
  for (const act of what) {
    const trigger = `${name}_no_${act}`
    if (engine === 'sqlite') {
      await sql`create trigger ${sql.ref(trigger)} before ${sql.raw(act)} on ${sql.table(name)} ${sql.raw(when ? `when ${when}` : '')} begin select raise(abort, ${sql.lit(`${name} is never changed`)}); end`.execute(
        db,
      )
      continue
    }
    await sql`create function ${sql.ref(trigger)}() returns trigger language plpgsql as ${sql.lit(`begin raise exception '${name} is never changed'; end`)}`.execute(
      db,
    )
    await sql`create trigger ${sql.ref(trigger)} before ${sql.raw(act)} on ${sql.table(name)} for each row ${sql.raw(when ? `when (${when})` : '')} execute function ${sql.ref(trigger)}()`.execute(
      db,
    )
  }
}

export function first(engine: Engine) {
  return { up: (db: Kysely<unknown>) => up(db, engine) }
}

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const t = (name: string, columns: Record<string, `${Column}` | `${Column}?`>) => table(db, engine, name, columns)

  await create(
    engine,
    t('unit', {
      id: 'text',
      kind: 'text',
      code: 'text',
      name: 'text',
      level: 'text?',
      validFrom: 'text',
      validTo: 'text?',
    }).addPrimaryKeyConstraint('unitKey', ['id']),
  )
  await db.schema.createIndex('unitCode').on('unit').columns(['kind', 'code', 'validFrom']).unique().execute()
  await create(
    engine,
    t('unitLink', { childId: 'text', parentId: 'text', role: 'text', validFrom: 'text', validTo: 'text?' })
      .addPrimaryKeyConstraint('unitLinkKey', ['childId', 'parentId', 'role', 'validFrom'])
      .addForeignKeyConstraint('unitLinkChild', ['childId'], 'unit', ['id'])
      .addForeignKeyConstraint('unitLinkParent', ['parentId'], 'unit', ['id'])
      .addCheckConstraint('unitLinkRole', sql`role in ('administrative', 'professional', 'area')`),
  )

  await create(
    engine,
    t('account', {
      id: 'text',
      email: 'text',
      name: 'text',
      role: 'text',
      unitId: 'text?',
      passwordHash: 'text',
      disabledAt: 'text?',
      createdAt: 'text',
    })
      .addPrimaryKeyConstraint('accountKey', ['id'])
      .addUniqueConstraint('accountEmail', ['email'])
      .addForeignKeyConstraint('accountUnit', ['unitId'], 'unit', ['id']),
  )
  await create(
    engine,
    t('session', { idHash: 'text', accountId: 'text', createdAt: 'text', seenAt: 'text' })
      .addPrimaryKeyConstraint('sessionKey', ['idHash'])
      .addForeignKeyConstraint('sessionAccount', ['accountId'], 'account', ['id']),
  )

  await create(
    engine,
    t('instrument', {
      id: 'text',
      form: 'text',
      version: 'text',
      state: 'text',
      definition: 'text',
      contentHash: 'text',
      publishedAt: 'text?',
    })
      .addPrimaryKeyConstraint('instrumentKey', ['id'])
      .addUniqueConstraint('instrumentVersion', ['form', 'version'])
      .addCheckConstraint('instrumentState', sql`state in ('draft', 'reviewed', 'published', 'withdrawn')`),
  )
  await neverChanges(
    db,
    engine,
    'instrument',
    ['update'],
    `old.state in ('published', 'withdrawn') and (new.definition <> old.definition or new."contentHash" <> old."contentHash" or new.id <> old.id or new.state not in ('published', 'withdrawn'))`,
  )
  await neverChanges(db, engine, 'instrument', ['delete'], `old.state in ('published', 'withdrawn')`)
  await create(
    engine,
    t('notice', { version: 'text', definition: 'text' }).addPrimaryKeyConstraint('noticeKey', ['version']),
  )
  await neverChanges(db, engine, 'notice', ['update', 'delete'])

  await create(
    engine,
    t('round', {
      id: 'text',
      year: 'integer',
      name: 'text',
      province: 'text',
      department: 'text',
      parentBody: 'text',
      place: 'text',
      hotline: 'text',
      state: 'text',
      decisionNumber: 'text?',
      decisionDate: 'text?',
      target: 'real',
      matrix: 'text',
      plan: 'text',
      exclusionRules: 'text',
      noticeVersion: 'text',
      opensOn: 'text?',
      closesOn: 'text?',
      synthetic: 'integer',
      version: 'integer',
      createdAt: 'text',
    })
      .addPrimaryKeyConstraint('roundKey', ['id'])
      .addForeignKeyConstraint('roundNotice', ['noticeVersion'], 'notice', ['version'])
      .addCheckConstraint('roundTarget', sql`target > 0 and target < 1`)
      .addCheckConstraint(
        'roundApproval',
        sql`state in ('drafting', 'submitted') or ("decisionNumber" is not null and "decisionDate" is not null)`,
      ),
  )

  await create(
    engine,
    t('frame', {
      id: 'text',
      roundId: 'text',
      version: 'integer',
      fileName: 'text',
      fileHash: 'text',
      contentHash: 'text',
      rowCount: 'integer',
      pupilCount: 'integer',
      synthetic: 'integer',
      createdAt: 'text',
    })
      .addPrimaryKeyConstraint('frameKey', ['id'])
      .addUniqueConstraint('frameVersion', ['roundId', 'version'])
      .addForeignKeyConstraint('frameRound', ['roundId'], 'round', ['id']),
  )
  await neverChanges(db, engine, 'frame', ['update'])
  await create(
    engine,
    t('frameRow', {
      frameId: 'text',
      code: 'text',
      position: 'integer',
      name: 'text',
      level: 'text',
      area: 'text',
      commune: 'text?',
      classes: 'integer',
      pupils: 'integer',
      grades: 'text',
      khmerShare: 'real?',
    })
      .addPrimaryKeyConstraint('frameRowKey', ['frameId', 'code'])
      .addForeignKeyConstraint('frameRowFrame', ['frameId'], 'frame', ['id'])
      .addCheckConstraint('frameRowCounts', sql`classes >= 0 and pupils >= 0`),
  )
  await neverChanges(db, engine, 'frameRow', ['update'])

  await create(
    engine,
    t('draw', {
      id: 'text',
      roundId: 'text',
      frameId: 'text',
      frameHash: 'text',
      plan: 'text',
      seed: 'text',
      method: 'text',
      ledger: 'text',
      ledgerHash: 'text',
      state: 'text',
      createdAt: 'text',
    })
      .addPrimaryKeyConstraint('drawKey', ['id'])
      .addForeignKeyConstraint('drawRound', ['roundId'], 'round', ['id'])
      .addForeignKeyConstraint('drawFrame', ['frameId'], 'frame', ['id'])
      .addCheckConstraint('drawState', sql`state in ('current', 'superseded')`),
  )
  await sql`create unique index "drawCurrent" on draw ("roundId") where state = 'current'`.execute(db)
  await create(
    engine,
    t('drawUnit', {
      id: 'text',
      drawId: 'text',
      stage: 'integer',
      parentId: 'text?',
      stratum: 'text',
      code: 'text',
      name: 'text',
      position: 'integer',
      size: 'integer',
      probability: 'real',
      certainty: 'integer',
      reserve: 'integer',
      replacedBy: 'text?',
      replacedReason: 'text?',
    })
      .addPrimaryKeyConstraint('drawUnitKey', ['id'])
      .addForeignKeyConstraint('drawUnitDraw', ['drawId'], 'draw', ['id'])
      .addForeignKeyConstraint('drawUnitParent', ['parentId'], 'drawUnit', ['id'])
      .addCheckConstraint('drawUnitProbability', sql`probability > 0 and probability <= 1`)
      .addCheckConstraint('drawUnitStage', sql`stage in (1, 2, 3)`),
  )
  await db.schema.createIndex('drawUnitOfDraw').on('drawUnit').columns(['drawId', 'stage']).execute()
  await db.schema.createIndex('drawUnitOfParent').on('drawUnit').column('parentId').execute()

  await create(
    engine,
    t('packet', {
      id: 'text',
      roundId: 'text',
      drawUnitId: 'text',
      form: 'text',
      number: 'integer',
      state: 'text',
      spoiled: 'integer',
      returned: 'integer',
    })
      .addCheckConstraint('packetCounts', sql`spoiled >= 0 and returned >= 0`)
      .addPrimaryKeyConstraint('packetKey', ['id'])
      .addUniqueConstraint('packetNumber', ['roundId', 'number'])
      .addForeignKeyConstraint('packetUnit', ['drawUnitId'], 'drawUnit', ['id']),
  )
  await create(
    engine,
    t('slip', {
      id: 'text',
      roundId: 'text',
      packetId: 'text',
      drawUnitId: 'text',
      form: 'text',
      codeHash: 'text',
      state: 'text',
    })
      .addPrimaryKeyConstraint('slipKey', ['id'])
      .addUniqueConstraint('slipCode', ['codeHash'])
      .addForeignKeyConstraint('slipPacket', ['packetId'], 'packet', ['id'])
      .addForeignKeyConstraint('slipUnit', ['drawUnitId'], 'drawUnit', ['id'])
      .addCheckConstraint('slipState', sql`state in ('made', 'printed', 'issued', 'used', 'revoked')`),
    true,
  )
  await db.schema.createIndex('slipOfPacket').on('slip').column('packetId').execute()

  await create(
    engine,
    t('response', {
      id: 'text',
      roundId: 'text',
      instrumentId: 'text',
      drawUnitId: 'text',
      mode: 'text',
      handedBy: 'text',
      language: 'text',
      day: 'text',
      noticeVersion: 'text',
      answers: 'text',
      contentHash: 'text',
      flags: 'text',
    })
      .addPrimaryKeyConstraint('responseKey', ['id'])
      .addForeignKeyConstraint('responseRound', ['roundId'], 'round', ['id'])
      .addForeignKeyConstraint('responseInstrument', ['instrumentId'], 'instrument', ['id'])
      .addForeignKeyConstraint('responseUnit', ['drawUnitId'], 'drawUnit', ['id']),
    true,
  )
  await neverChanges(db, engine, 'response', ['update'])
  await create(
    engine,
    t('decline', { roundId: 'text', form: 'text', day: 'text', count: 'integer' })
      .addPrimaryKeyConstraint('declineKey', ['roundId', 'form', 'day'])
      .addForeignKeyConstraint('declineRound', ['roundId'], 'round', ['id']),
    true,
  )

  await create(
    engine,
    t('dataset', {
      id: 'text',
      roundId: 'text',
      drawId: 'text',
      hash: 'text',
      rowCount: 'integer',
      exclusions: 'text',
      fieldwork: 'text',
      bytes: 'blob',
      createdAt: 'text',
    })
      .addPrimaryKeyConstraint('datasetKey', ['id'])
      .addForeignKeyConstraint('datasetRound', ['roundId'], 'round', ['id'])
      .addForeignKeyConstraint('datasetDraw', ['drawId'], 'draw', ['id']),
  )
  await create(
    engine,
    t('weighting', {
      id: 'text',
      datasetId: 'text',
      steps: 'text',
      result: 'text',
      methodVersion: 'text',
      createdAt: 'text',
    })
      .addPrimaryKeyConstraint('weightingKey', ['id'])
      .addForeignKeyConstraint('weightingDataset', ['datasetId'], 'dataset', ['id']),
  )
  await create(
    engine,
    t('estimate', {
      id: 'text',
      datasetId: 'text',
      weightingId: 'text',
      datasetHash: 'text',
      specification: 'text',
      result: 'text',
      methodVersion: 'text',
      createdAt: 'text',
    })
      .addPrimaryKeyConstraint('estimateKey', ['id'])
      .addForeignKeyConstraint('estimateDataset', ['datasetId'], 'dataset', ['id'])
      .addForeignKeyConstraint('estimateWeighting', ['weightingId'], 'weighting', ['id']),
  )
  await create(
    engine,
    t('document', {
      id: 'text',
      roundId: 'text',
      kind: 'text',
      version: 'integer',
      state: 'text',
      fileName: 'text',
      mediaType: 'text',
      sources: 'text',
      contentHash: 'text',
      bytes: 'blob',
      createdAt: 'text',
    })
      .addPrimaryKeyConstraint('documentKey', ['id'])
      .addUniqueConstraint('documentVersion', ['roundId', 'kind', 'version'])
      .addForeignKeyConstraint('documentRound', ['roundId'], 'round', ['id']),
  )
  for (const name of ['dataset', 'weighting', 'estimate']) await neverChanges(db, engine, name, ['update', 'delete'])

  await create(
    engine,
    t('auditEntry', {
      sequence: 'integer',
      at: 'text',
      actor: 'text',
      action: 'text',
      object: 'text',
      detail: 'text',
      previousHash: 'text',
      hash: 'text',
    })
      .addPrimaryKeyConstraint('auditEntryKey', ['sequence'])
      .addUniqueConstraint('auditEntryHash', ['hash'])
      .addUniqueConstraint('auditEntryPrevious', ['previousHash']),
  )
  await neverChanges(db, engine, 'auditEntry', ['update', 'delete'])
}
