import type { Instrument, Item } from '../instrument.ts'
import { hsThpt } from './hs-thpt.ts'
import { published, words } from './items.ts'

/** At this age the choice ahead is the way after grade 9. */
const guidance = (item: Item): Item =>
  item.id === 'D6'
    ? {
        ...item,
        text: words(
          'Hướng nghiệp, tư vấn chọn hướng đi sau lớp 9',
          'Career guidance; advice on what to do after grade 9',
        ),
      }
    : item

/** HS-THCS: lower secondary pupils, for rounds that want to hear them; as HS-THPT but for what lies ahead of them. */
export const hsThcs: Instrument = published({
  ...hsThpt,
  form: 'hs-thcs',
  title: words('Phiếu hỏi ý kiến học sinh trung học cơ sở', 'Questionnaire for lower secondary pupils'),
  level: 'thcs',
  blocks: hsThpt.blocks.map((block) => ({ ...block, items: block.items.map(guidance) })),
})
