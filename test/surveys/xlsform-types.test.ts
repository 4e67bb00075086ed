import { expect, test } from 'vitest'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { readXlsform } from '../../surveys/xlsform/read-xlsform.ts'
import type { Cell } from '../../surveys/xlsform/workbook.ts'
import { writeXlsform } from '../../surveys/xlsform/write-xlsform.ts'
import { everyType } from './every-type.ts'

/**
 * The types that pyxform documents (4.5, question types of its tables and xlsform.org), with the older spellings of its
 * `aliases.py` and `question_type_dictionary.py`: which type of ours each becomes. What is not here is refused.
 */
const UNDERSTOOD: Readonly<Record<string, string>> = {
  ...{ text: 'text', string: 'text', integer: 'number', int: 'number', decimal: 'number', range: 'number' },
  ...{ date: 'date', note: 'note', hidden: 'hidden', calculate: 'calculated', 'rank yes_no': 'ranking' },
  ...{ 'select_one yes_no': 'single', 'select one yes_no': 'single', 'select one from yes_no': 'single' },
  ...{
    'select1 yes_no': 'single',
    'select_one yes_no or_other': 'single',
    'select_one yes_no or specify other': 'single',
  },
  ...{ 'select_multiple yes_no': 'multiple', 'select multiple yes_no': 'multiple' },
  ...{ 'select all that apply yes_no': 'multiple', 'select all that apply from yes_no': 'multiple' },
  'select_multiple yes_no or_other': 'multiple',
}
const REFUSED = [
  ...[
    'acknowledge',
    'trigger',
    'time',
    'dateTime',
    'datetime',
    'date time',
    'geopoint',
    'geotrace',
    'geoshape',
    'gps',
    'location',
  ],
  ...[
    'start-geopoint',
    'background-geopoint',
    'image',
    'photo',
    'audio',
    'background-audio',
    'video',
    'file',
    'barcode',
  ],
  ...['csv-external', 'xml-external', 'osm', 'begin repeat', 'begin_repeat', 'begin loop', 'begin_loop', 'lgroup'],
  ...[
    'select_one_from_file a.csv',
    'select_multiple_from_file a.csv',
    'select_one_external yes_no',
    'percentage',
    'entity',
  ],
  ...[
    'start',
    'end',
    'today',
    'deviceid',
    'username',
    'email',
    'phonenumber',
    'audit',
    'subscriberid',
    'simserial',
    'imei',
  ],
  ...[
    'start time',
    'end time',
    'get today',
    'device id',
    'phone number',
    'uri:deviceid',
    'add text prompt',
    'q string',
  ],
  ...['add select one prompt using yes_no', 'add image prompt', 'cascading_select yes_no', 'no such type'],
]
const HEADER = ['type', 'name', 'label', 'calculation', 'parameters', 'default']
const reading = (type: string) => {
  const row: Cell[] = [type, 'q', 'Hỏi']
  if (type === 'calculate') row.push('1 + 1')
  if (type === 'range') row.push(null, 'start=0 end=10 step=1')
  if (type === 'hidden') row.push(null, null, '2026')
  return readXlsform(
    {
      survey: [HEADER, ['text', 'first', 'Trước'], row],
      choices: [
        ['list_name', 'name', 'label'],
        ['yes_no', 'yes', 'Có'],
        ['yes_no', 'no', 'Không'],
      ],
      settings: [['form_title'], ['Phiếu thử']],
    },
    { form: 'ph-thu', version: '2026.1', level: 'th', respondent: 'parent' },
  )
}

test.each(Object.entries(UNDERSTOOD))('"%s" is read', (type, ours) => {
  const { instrument, issues } = reading(type)
  expect(issues).toEqual([])
  const items = instrument?.blocks.flatMap((block) => block.items) ?? []
  expect(items.find(({ id }) => id === 'q')?.type).toBe(ours)
})

test.each(REFUSED)('"%s" is refused at its cell, and nothing is taken over', (type) => {
  const { instrument, issues } = reading(type)
  expect(instrument).toBeUndefined()
  expect(issues.map(({ code, detail }) => [code, detail?.sheet, detail?.row, detail?.column])).toContainEqual([
    'type_unsupported',
    ...['survey', 3, 'type'],
  ])
})

test('what we write is of documented types only', () => {
  const documented = new Set([...Object.keys(UNDERSTOOD), 'begin_group', 'end_group'].map((type) => type.split(' ')[0]))
  for (const form of [...Object.values(FORMS), everyType])
    for (const [type] of writeXlsform(form).survey.slice(1))
      expect(documented, `${form.form} ${type}`).toContain(String(type).split(' ')[0])
})
