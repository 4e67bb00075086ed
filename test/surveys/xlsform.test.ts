import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import type { Instrument, Item } from '../../surveys/instrument.ts'
import { type ImportAs, readXlsform } from '../../surveys/xlsform/read-xlsform.ts'
import type { Cell, Workbook } from '../../surveys/xlsform/workbook.ts'
import { writeXlsform } from '../../surveys/xlsform/write-xlsform.ts'

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
      { numRuns: 300 },
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
      'column_ignored',
      'scale_words_replaced',
      'sheet_ignored',
      'translation_missing',
      'translation_missing',
      'translation_missing',
    ])
    expect(instrument?.languages).toEqual(['vi', 'en'])
    expect(instrument?.blocks.map(({ id, items }) => [id, items.map((item) => `${item.id} ${item.type}`)])).toEqual([
      ['A', ['agree single']],
      ['child', ['happy scale']],
      ['B', ['via multiple', 'via_other text', 'met percent', 'say text']],
    ])
    expect(instrument?.blocks[1]).toMatchObject({
      lead: { vi: 'Vài câu ngắn' },
      items: [{ relevant: "${agree} = 'yes'", required: true }],
    })
    expect(instrument?.blocks[2]?.items[1]).toMatchObject({ relevant: "selected(${via}, 'other')" })
    expect(instrument?.blocks[2]?.items[2]).toMatchObject({ min: 0, max: 150 })
  })

  test.each<[string, Cell[][], string]>([
    ['a type outside the subset', [['geopoint', 'where', 'Ở đâu']], '2 type type_unsupported'],
    ['metadata about the phone', [['deviceid', 'device']], '2 type type_unsupported'],
    ['a repeat', [['begin_repeat', 'kids', 'Con']], '2 type type_unsupported'],
    ['an unknown list', [['select_one nowhere', 'q', 'Hỏi']], '2 type list_unknown'],
    ['an integer without bounds', [['integer', 'age', 'Tuổi']], '2 constraint bounds_missing'],
    [
      'a constraint of another kind',
      [['text', 'q', 'Hỏi', null, null, null, "regex(., '[a-z]+')"]],
      '2 constraint constraint_unsupported',
    ],
    [
      'a bound on the wrong type',
      [['text', 'q', 'Hỏi', null, null, null, '. > 3']],
      '2 constraint constraint_unsupported',
    ],
    ['a condition for being required', [['text', 'q', 'Hỏi', null, "${a} = 'b'"]], '2 required required_unsupported'],
    [
      'a step that is not one',
      [['range', 'q', 'Hỏi', null, null, null, null, null, 'start=0 end=1 step=0.1']],
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
      'a note among questions',
      [
        ['text', 'q', 'Hỏi'],
        ['note', 'n', 'Lưu ý'],
      ],
      '3 type note_unsupported',
    ],
    [
      'a name that occurs twice',
      [
        ['text', 'q', 'Hỏi'],
        ['text', 'q', 'Hỏi lại'],
      ],
      '3  item_duplicate',
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
        ['type', 'name', 'label', 'calculation', 'label::French (fr)'],
        ['text', 'q', 'Hỏi', '1 + 1', 'Q'],
      ],
    }
    expect(faults(wide)).toEqual(['1 label::French (fr) language_unknown', '2 calculation column_unsupported'])
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
