import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkInstrument } from '../../surveys/check.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { NOTICES } from '../../surveys/forms/notice.ts'
import type { Instrument, Item } from '../../surveys/instrument.ts'
import { type ImportAs, readXlsform } from '../../surveys/xlsform/read-xlsform.ts'
import type { Cell, Workbook } from '../../surveys/xlsform/workbook.ts'
import { writeXlsform } from '../../surveys/xlsform/write-xlsform.ts'
import { everyType } from './every-type.ts'

const as: ImportAs = { form: 'ph-th', version: '2026.1', level: 'th', respondent: 'parent' }
const settings: Cell[][] = [
  ['form_title', 'form_id'],
  ['Phiếu thử', 'tutorial'],
]
const survey = (...rows: Cell[][]): Workbook => ({
  survey: [
    ['type', 'name', 'label', 'hint', 'required', 'relevant', 'constraint', 'appearance', 'parameters'],
    ...rows,
  ],
  choices: [
    ['list_name', 'name', 'label'],
    ['yes_no', 'yes', 'Có'],
    ['yes_no', 'no', 'Không'],
    ...['1', '2', '3', '4', '5'].map((level) => ['levels', level, `Mức ${level}`]),
  ],
  settings,
})
const faults = (workbook: Workbook) =>
  readXlsform(workbook, as).issues.map(({ code, detail }) =>
    `${detail?.row ?? ''} ${detail?.column ?? ''} ${code}`.trim(),
  )

describe('an XLSForm', () => {
  test.each(Object.values(FORMS))('of $form reads back as the same instrument', (form) => {
    expect(readXlsform(writeXlsform(form))).toEqual({ instrument: form, issues: [], notes: [] })
  })

  test('of a form with every type of question reads back as the same instrument, texts of every kind included', () => {
    const reviewed = { vi: { by: 'Trần Thị Hoa', on: '2026-11-20' } }
    const [block, ...others] = everyType.blocks
    if (!block) throw new Error('no block')
    const [first, ...items] = block.items
    if (first?.type !== 'note') throw new Error('no note')
    const picture = { file: 'truong.jpg', alt: { vi: 'Cổng trường', en: 'The gate' } }
    const form: Instrument = {
      ...everyType,
      title: { ...everyType.title, reviewed },
      notice: NOTICES.parent as NonNullable<Instrument['notice']>,
      blocks: [
        {
          ...block,
          items: [
            { ...first, image: picture, audio: { vi: 'n1-vi.mp3' }, text: { ...first.text, reviewed } },
            ...items,
          ],
        },
        ...others,
      ],
    }
    expect(checkInstrument(form)).toEqual([])
    const workbook = writeXlsform(form)
    expect(readXlsform(workbook)).toEqual({ instrument: form, issues: [], notes: [] })
    // What other programs read is plain: every type is one of pyxform's, and every column too.
    const types = (workbook.survey ?? []).slice(1).map(([type]) => String(type).split(' ')[0])
    expect([...new Set(types)].sort()).toEqual([
      'begin_group',
      'calculate',
      'date',
      'decimal',
      'end_group',
      'hidden',
      'integer',
      'note',
      'rank',
      'select_multiple',
      'select_one',
      'text',
    ])
    const columns = (workbook.survey?.[0] ?? []).map((head) => String(head).split('::')[0])
    expect([...new Set(columns)]).toEqual([
      'type',
      'name',
      'label',
      'hint',
      'required',
      'relevant',
      'constraint',
      'appearance',
      'constraint_message',
      'calculation',
      'default',
      'image',
      'audio',
    ])
  })

  test('reads back as the same instrument for random ones with conditions, choices and limits', () => {
    const words = fc.record({ vi: fc.constantFrom('Câu hỏi', 'Có hay không?', '=1+1', '<b>đậm</b>') })
    const options = fc
      .uniqueArray(fc.constantFrom('zalo', 'paper', 'none', 'Other_1'), { minLength: 2 })
      .map((values) => values.map((value) => ({ value, text: { vi: value } })))
    const item = (id: string, before?: Item): fc.Arbitrary<Item> => {
      const relevant = before && fc.constantFrom(undefined, `\${${before.id}} != ''`)
      const base = fc
        .record({ id: fc.constant(id), text: words, required: fc.boolean() })
        .chain((made) =>
          relevant
            ? relevant.map((condition) => (condition ? { ...made, relevant: condition } : made))
            : fc.constant(made),
        )
      return fc.oneof(
        base.chain((made) => fc.boolean().map((notApplicable): Item => ({ ...made, type: 'scale', notApplicable }))),
        base.chain((made) => options.map((list): Item => ({ ...made, type: 'single', options: list }))),
        base.chain((made) =>
          options.map(
            (list): Item => ({ ...made, type: 'multiple', options: list, exclusive: [list[0]?.value ?? ''], max: 2 }),
          ),
        ),
        base.chain((made) =>
          fc.integer({ min: -5, max: 5 }).map((min): Item => ({ ...made, type: 'percent', min, max: min + 100 })),
        ),
        base.chain((made) =>
          fc.integer({ min: 1, max: 4000 }).map((maxLength): Item => ({ ...made, type: 'text', maxLength })),
        ),
      )
    }
    const instrument = item('q1').chain((first) =>
      item('Q2', first).map(
        (second): Instrument => ({
          form: 'ph-mn',
          version: '2026.3',
          title: { vi: 'Phiếu' },
          level: 'mn',
          respondent: 'parent',
          languages: ['vi'],
          source: 'x',
          blocks: [{ id: 'A', title: { vi: 'Nhóm' }, lead: { vi: 'Xin cho biết' }, items: [first, second] }],
        }),
      ),
    )
    fc.assert(
      fc.property(instrument, (form) => {
        expect(readXlsform(writeXlsform(form))).toEqual({ instrument: form, issues: [], notes: [] })
      }),
      { numRuns: 150 },
    )
  })

  test('made by others is understood: groups, likert, or_other, range, older spellings, other headers', () => {
    const { instrument, issues, notes } = readXlsform(
      {
        Survey: [
          [
            'Type',
            'name',
            'label::Tiếng Việt',
            'label::English (en)',
            'required',
            'relevance',
            'constraint',
            'appearance',
            'parameters',
            'constraint_message',
          ],
          ['begin group', 'child', 'Về con', 'Your child', null, "${agree} = 'yes'", null, 'field-list', null, null],
          ['note', 'intro', 'Vài câu ngắn', 'A few questions', null, null, null, null, null, null],
          ['select_one levels', 'happy', 'Con vui?', 'Happy?', 'true()', null, null, 'likert', null, null],
          ['end group', null, null, null, null, null, null, null, null, null],
          [null, null, null],
        ]
          .toSpliced(1, 0, [
            'select one yes_no',
            'agree',
            'Đồng ý?',
            'Agree?',
            'yes',
            null,
            null,
            'minimal',
            null,
            null,
          ])
          .concat([
            [
              'select_multiple channels or_other',
              'via',
              'Qua kênh nào?',
              'How?',
              null,
              null,
              'count-selected(.) <= 2',
              null,
              null,
              'Nhiều quá',
            ],
            ['range', 'met', 'Bao nhiêu %?', 'How much?', 'no', null, null, null, 'start=0 end=150 step=1', null],
            ['string', 'say', 'Ý kiến', 'Comment', null, null, null, 'multiline', null, null],
          ]),
        choices: [
          ['list name', 'name', 'label::vi', 'label::en'],
          ['yes_no', 'yes', 'Có', 'Yes'],
          ['yes_no', 'no', 'Không', 'No'],
          ...[1, 2, 3, 4, 5].map((level) => ['levels', level, `Mức ${level}`, `Level ${level}`]),
          ['channels', 'zalo', 'Zalo', 'Zalo'],
          ['channels', 'paper', 'Sổ', 'Notebook'],
        ],
        settings: [
          ['form_title', 'form_id', 'version', 'default_language'],
          ['Phiếu thử', 'tutorial', 'v3', 'Vietnamese (vi)'],
        ],
        'Ghi chú': [['nháp']],
      },
      as,
    )
    expect(issues).toEqual([])
    expect(notes.map(({ code }) => code).sort()).toEqual([
      'appearance_ignored',
      'scale_words_replaced',
      'sheet_ignored',
      'translation_missing',
      'translation_missing',
      'translation_missing',
      'translation_missing',
    ])
    expect(instrument?.languages).toEqual(['vi', 'en'])
    expect(instrument?.blocks.map(({ id, items }) => [id, items.map((item) => `${item.id} ${item.type}`)])).toEqual([
      ['A', ['agree single']],
      ['child', ['intro note', 'happy scale']],
      ['B', ['via multiple', 'met number', 'say text']],
    ])
    expect(instrument?.blocks[1]).toMatchObject({
      together: true,
      items: [
        { relevant: "${agree} = 'yes'", text: { vi: 'Vài câu ngắn' } },
        { relevant: "${agree} = 'yes'", required: true },
      ],
    })
    expect(instrument?.blocks[2]?.items[0]).toMatchObject({
      other: { value: 'other' },
      max: 2,
      message: { vi: 'Nhiều quá' },
    })
    expect(instrument?.blocks[2]?.items[1]).toMatchObject({ min: 0, max: 150, decimals: 0 })
  })

  test.each<[string, Cell[][], string]>([
    ['a type outside the subset', [['geopoint', 'where', 'Ở đâu']], '2 type type_unsupported'],
    ['metadata about the phone', [['deviceid', 'device']], '2 type type_unsupported'],
    ['a repeat', [['begin_repeat', 'kids', 'Con']], '2 type type_unsupported'],
    ['an unknown list', [['select_one nowhere', 'q', 'Hỏi']], '2 type list_unknown'],
    ['a bound on the wrong type', [['text', 'q', 'Hỏi', null, null, null, '. > 3']], '2  kind_wrong'],
    ['a condition for being required', [['text', 'q', 'Hỏi', null, "${a} = 'b'"]], '2 required required_unsupported'],
    [
      'a step that is not one',
      [['range', 'q', 'Hỏi', null, null, null, null, null, 'start=0 end=1 step=0.0000001']],
      '2 parameters column_unsupported',
    ],
    [
      'groups in groups',
      [['begin_group', 'a', 'A'], ['begin_group', 'b', 'B'], ['text', 'q', 'Hỏi'], ['end_group']],
      '3 type group_nested',
    ],
    [
      'a group that does not end',
      [
        ['begin_group', 'a', 'A'],
        ['text', 'q', 'Hỏi'],
      ],
      '2 type group_unclosed',
    ],
    ['an end without a group', [['text', 'q', 'Hỏi'], ['end_group']], '3 type group_unopened'],
    [
      'a name that occurs twice',
      [
        ['text', 'q', 'Hỏi'],
        ['text', 'q', 'Hỏi lại'],
      ],
      '3  item_duplicate',
    ],
    [
      'a table whose rows differ',
      [
        ['begin_group', 'm', 'Bảng', null, null, null, null, 'table-list'],
        ['select_one yes_no', 'm1', 'Một'],
        ['select_one levels', 'm2', 'Hai'],
        ['end_group'],
      ],
      '4 type matrix_uneven',
    ],
    [
      'a table of texts',
      [['begin_group', 'm', 'Bảng', null, null, null, null, 'table-list'], ['text', 'm1', 'Một'], ['end_group']],
      '2 type matrix_unsupported',
    ],
    [
      'a hint on a group',
      [['begin_group', 'm', 'Bảng', 'Gợi ý'], ['text', 'm1', 'Một'], ['end_group']],
      '2 hint column_unsupported',
    ],
    ['a name with blanks', [['text', 'my q', 'Hỏi']], '2  definition_invalid_format'],
    ['a missing label', [['text', 'q', null]], '2  definition_too_small'],
    ['an unknown name in a condition', [['text', 'q', 'Hỏi', null, null, "${nobody} = 'x'"]], '2  answer_unknown'],
  ])('with %s is refused at its row', (_, rows, wanted) => {
    expect(faults(survey(...rows))).toContain(wanted.replace('  ', '  '))
  })

  test('is refused for sheets, columns and languages that would be lost', () => {
    expect(faults({})).toEqual(['survey sheet_missing'].map(() => 'sheet_missing'))
    const good = survey(['text', 'q', 'Hỏi'])
    expect(faults(good)).toEqual([])
    expect(faults({ ...good, external_choices: [['list_name'], ['x']] })).toEqual(['sheet_unsupported'])
    const wide = {
      ...good,
      survey: [
        ['type', 'name', 'label', 'calculation', 'label::French (fr)', 'trigger', 'default'],
        ['text', 'q', 'Hỏi', '1 + 1', 'Q', '${x}', 'abc'],
      ],
    }
    expect(faults(wide)).toEqual([
      '1 label::French (fr) language_unknown',
      '2 trigger column_unsupported',
      '2 calculation column_unsupported',
      '2 default column_unsupported',
    ])
    expect(
      faults({
        ...good,
        survey: [
          ['type', 'label'],
          ['text', 'Hỏi'],
        ],
      }),
    ).toContain('1 name column_missing')
    expect(readXlsform(good).issues.map(({ detail }) => detail?.column)).toEqual([
      'version',
      'attribute::level',
      'attribute::respondent',
    ])
    const english = {
      ...good,
      settings: [
        ['form_title', 'default_language'],
        ['Form', 'English (en)'],
      ],
    }
    expect(faults(english)).toContain('1 label::Vietnamese (vi) column_missing')
    expect(
      faults({
        ...good,
        survey: [['type', 'name', 'label'], ...Array.from({ length: 5001 }, () => ['text', 'q', 'Hỏi'])],
      }),
    ).toContain('too_many_rows')
  })

  test('never makes the reader throw', () => {
    const cell = fc.oneof(
      fc.constantFrom<Cell>(
        'type',
        'name',
        'label',
        'select_one yes_no',
        'begin_group',
        'text',
        '__proto__',
        null,
        1,
        true,
      ),
      fc.string(),
    )
    const sheet = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 })
    const book = fc.dictionary(fc.oneof(fc.constantFrom('survey', 'choices', 'settings'), fc.string()), sheet)
    fc.assert(fc.property(book, (workbook) => void readXlsform(workbook, as)))
  })
})
