import type { Instrument, Item } from '../../surveys/instrument.ts'
import type { Text } from '../../surveys/text.ts'

const t = (vi: string, en: string): Text => ({ vi, en })
const option = (value: string, vi: string, en: string) => ({ value, text: t(vi, en) })
const channels = [
  option('zalo', 'Zalo', 'Zalo'),
  option('paper', 'Sổ liên lạc', 'Notebook'),
  option('meeting', 'Họp cha mẹ', 'Meeting'),
  option('none', 'Không kênh nào', 'None of these'),
  option('other', 'Cách khác', 'Another way'),
]

export const everyItem: readonly Item[] = [
  {
    id: 'N1',
    type: 'note',
    text: t('Vài câu về việc đi học của con.', 'Some questions about school.'),
    required: false,
  },
  { id: 'S1', type: 'scale', text: t('Đường đến trường', 'The way to school'), required: true, notApplicable: true },
  {
    id: 'C1',
    type: 'single',
    text: t('Con đến trường bằng gì?', 'How does your child get to school?'),
    required: true,
    options: [
      option('walk', 'Đi bộ', 'On foot'),
      option('boat', 'Đò, ghe', 'By boat'),
      option('other', 'Cách khác', 'Another way'),
    ],
    other: { value: 'other', text: t('Xin ghi rõ', 'Please specify'), maxLength: 100 },
  },
  {
    id: 'C2',
    type: 'multiple',
    text: t('Trường liên lạc qua kênh nào?', 'By which channels?'),
    required: false,
    options: channels,
    exclusive: ['none'],
    min: 1,
    max: 3,
    other: { value: 'other', text: t('Kênh khác là gì?', 'Which other channel?'), maxLength: 60 },
  },
  {
    id: 'Q1',
    type: 'number',
    text: t('Con đi học mất bao nhiêu phút?', 'How many minutes is the way?'),
    required: 'soft',
    decimals: 0,
    min: 0,
    max: 240,
  },
  {
    id: 'Q2',
    type: 'number',
    text: t('Con nặng bao nhiêu kg?', 'How heavy is your child, in kg?'),
    hint: t('Ví dụ: 25,5', 'For example 25.5'),
    required: false,
    decimals: 1,
  },
  { id: 'P1', type: 'percent', text: t('Đáp ứng bao nhiêu %?', 'What percentage?'), required: false, min: 0, max: 150 },
  {
    id: 'D1',
    type: 'date',
    text: t('Con nhập học ngày nào?', 'When did your child enter the school?'),
    required: false,
    min: '2015-01-01',
    constraint: '. <= today()',
    message: t('Ngày này chưa đến.', 'That day has not come yet.'),
  },
  { id: 'X1', type: 'text', text: t('Tên ấp', 'Hamlet'), required: false, maxLength: 40, short: true },
  {
    id: 'R1',
    type: 'ranking',
    text: t('Xếp hai điều cần làm trước', 'Put the two most urgent in order'),
    required: false,
    options: [
      option('road', 'Đường', 'Road'),
      option('toilet', 'Nhà vệ sinh', 'Toilets'),
      option('lib', 'Thư viện', 'Library'),
    ],
    max: 2,
  },
  {
    id: 'M1',
    type: 'matrix',
    text: t('Bao lâu một lần?', 'How often?'),
    required: false,
    rows: [
      { id: 'M1a', text: t('Đọc sách ở thư viện', 'Reads in the library') },
      { id: 'M1b', text: t('Chơi thể thao', 'Does sports') },
    ],
    of: { type: 'single', options: [option('week', 'Hằng tuần', 'Weekly'), option('never', 'Không bao giờ', 'Never')] },
  },
  {
    id: 'M2',
    type: 'matrix',
    text: t('Hài lòng về bữa ăn', 'Satisfied with the meals'),
    required: false,
    relevant: "${M1b} = 'week'",
    rows: [
      { id: 'M2a', text: t('Đủ chất', 'Nutrition') },
      { id: 'M2b', text: t('Hợp vệ sinh', 'Hygiene') },
    ],
    of: { type: 'scale', notApplicable: true },
  },
  { id: 'H1', type: 'hidden', text: t('Đợt phát', 'Wave'), required: false, value: 'dot-2' },
  {
    id: 'K1',
    type: 'calculated',
    text: t('Số giờ trên đường mỗi tuần', 'Hours on the way a week'),
    required: false,
    calculation: 'round(${Q1} * 2 * 5 div 60 * 10) div 10',
    gives: 'number',
  },
  {
    id: 'G1',
    type: 'text',
    text: t(
      'Con mất ${K1} giờ mỗi tuần trên đường (${C1}). Ý kiến?',
      'That is ${K1} hours a week (${C1}). Your opinion?',
    ),
    required: false,
    relevant: '${K1} > 2',
    maxLength: 300,
  },
]

/** A form that has every type of question, with conditions, constraints, calculations and piped answers. */
export const everyType: Instrument = {
  form: 'ph-th',
  version: '2026.7',
  title: t('Phiếu thử mọi loại câu hỏi', 'A form with every type of question'),
  level: 'th',
  respondent: 'parent',
  languages: ['vi', 'en'],
  source: 'Soạn để kiểm thử.',
  blocks: [
    { id: 'A', title: t('Đi học', 'School'), lead: t('Xin trả lời ngắn.', 'Please be brief.'), items: [...everyItem] },
    {
      id: 'Z',
      title: t('Thêm', 'More'),
      together: true,
      items: [
        { id: 'Z1', type: 'scale', text: t('Một', 'One'), required: true, notApplicable: false },
        { id: 'Z2', type: 'scale', text: t('Hai', 'Two'), required: true, notApplicable: false },
      ],
    },
  ],
}
