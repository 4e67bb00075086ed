import { type About, plainNames, type Table } from './table.ts'

/** A text between quotes of R; what would end it is escaped, and nothing else can. */
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/\p{C}/gu, ' ')}"`

/** A line of comment stays one line, whatever stands in it. */
const comment = (text: string): string => `# ${text.replace(/[\p{C}\u2028\u2029]/gu, ' ')}`

/** A script for R that reads the CSV beside it, names what the numbers mean, and sets up the survey design. */
export function rScript({ columns }: Table, about: About, csv: string): string {
  const names = plainNames(
    columns.map(({ name }) => name),
    64,
  )
  const kinds = columns.map(({ kind }) => `  ${quoted(kind === 'number' ? 'numeric' : 'character')}`)
  const labelled = columns.flatMap(({ labels }, at) => {
    if (labels.length === 0) return []
    const values = labels.map(({ value }) => value).join(', ')
    const words = labels.map(({ label }) => quoted(label)).join(', ')
    return [
      `data$${names[at]}_label <- factor(data$${names[at]}, levels = c(${values}), labels = make.unique(c(${words})))`,
    ]
  })
  const labels = columns.map(({ label }, at) => `attr(data$${names[at]}, "label") <- ${quoted(label)}`)
  const weighted = ['weight', 'stratum', 'school'].every((name) => names.includes(name))
  return [
    comment(about.title),
    comment(about.authority),
    comment(`SHA-256 của bảng số liệu đã khóa: ${about.hash}`),
    comment(about.weighting ? `Trọng số: ${about.weighting}` : 'Chưa có trọng số.'),
    ...(about.simulated ? [comment('SỐ LIỆU MÔ PHỎNG, không phải ý kiến thật.')] : []),
    '',
    `data <- read.csv(${quoted(csv)}, fileEncoding = "UTF-8-BOM", na.strings = "", check.names = FALSE, colClasses = c(`,
    kinds.join(',\n'),
    '))',
    `names(data) <- c(${names.map(quoted).join(', ')})`,
    '',
    ...labels,
    '',
    ...labelled,
    '',
    ...(weighted
      ? [
          comment(
            'Trường là đơn vị mẫu cấp một; sai số tính như chọn có hoàn lại, nên hơi rộng chứ không hẹp hơn thật.',
          ),
          'if (requireNamespace("survey", quietly = TRUE)) {',
          '  design <- survey::svydesign(ids = ~school, strata = ~stratum, weights = ~weight, data = data, nest = TRUE)',
          '  options(survey.lonely.psu = "adjust")',
          '}',
          '',
        ]
      : []),
  ].join('\n')
}
