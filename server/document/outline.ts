import { AlignmentType, HeadingLevel, type IParagraphOptions, LineRuleType, Paragraph, type ParagraphChild } from 'docx'
import { BLACK, run, SIZE } from './page.ts'

type Content = string | readonly ParagraphChild[]
const children = (content: Content, style: { bold?: boolean; italics?: boolean } = {}) =>
  typeof content === 'string' ? [run(content, style)] : [...content]

/** Between single and one and a half, in 240ths of a line; without the rule the library's number would be read as points. */
export const leading = { line: 276, lineRule: LineRuleType.AUTO } as const

const body: IParagraphOptions = {
  alignment: AlignmentType.JUSTIFIED,
  indent: { firstLine: 720 },
  spacing: { before: 120, after: 0, ...leading },
}

/** Body text: justified, first line 1.27 cm in, 6 pt above. */
export const paragraph = (content: Content): Paragraph => new Paragraph({ ...body, children: children(content) })

/** `I. TÌNH HÌNH TRIỂN KHAI` */
export const part = (number: string, title: string): Paragraph =>
  new Paragraph({
    ...body,
    heading: HeadingLevel.HEADING_1,
    keepNext: true,
    spacing: { before: 200, after: 0, ...leading },
    children: [run(`${number}. ${title.toLocaleUpperCase('vi')}`, { bold: true, size: SIZE.body, color: BLACK })],
  })

/** `1. Phạm vi, đối tượng` */
export const clause = (number: number, title: string): Paragraph =>
  new Paragraph({
    ...body,
    heading: HeadingLevel.HEADING_2,
    keepNext: true,
    children: [run(`${number}. ${title}`, { bold: true, size: SIZE.body, color: BLACK })],
  })

/** `a) …` */
export const point = (mark: string, text: string): Paragraph =>
  new Paragraph({ ...body, children: [run(`${mark}) ${text}`)] })

export const dash = (text: string): Paragraph => new Paragraph({ ...body, children: [run(`- ${text}`)] })

/** The last line of the text, closed by the end mark; it goes with the signature, which must not stand alone on a page. */
export const ending = (text: string): Paragraph =>
  new Paragraph({ ...body, keepNext: true, keepLines: true, children: [run(`${text.replace(/\.$/, '')}./.`)] })
