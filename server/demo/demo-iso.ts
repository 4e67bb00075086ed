import { AUDIT_CHECKLIST } from '../../surveys/iso/audit-checklist.ts'
import { getIsoRecord } from '../iso/store.ts'
import { createRecord, saveRecord, takeIsoStep } from '../iso/write-record.ts'
import type { Office } from './demo-people.ts'
import type { Desk } from './desk.ts'

/** The year of the quality system: an internal audit with two findings, a review that was signed, three changes of law. */
export async function keepQuality({ deps, act }: Desk, { designer, appraiser, director }: Office, year: number) {
  const on = (day: string) => `${year}-${day}`
  const lockOf = async (id: string) => (await getIsoRecord(deps.db, id)).lockVersion
  const make = (day: string, input: Parameters<typeof createRecord>[2]) =>
    act(on(day), designer, (db, by) => createRecord(db, by, input))
  const step = async (day: string, who: string, id: string, name: string) => {
    const lock = await lockOf(id)
    await act(on(day), who, (db, by) => takeIsoStep(db, by, id, lock, { step: name }))
  }
  for (const [number, title, effectiveOn, enteredOn] of [
    ['01/2021/TT-MÔ-PHỎNG', 'Thông tư mô phỏng về tuyển dụng, sử dụng viên chức', '02-15', '03-20'],
    ['02/2021/NĐ-MÔ-PHỎNG', 'Nghị định mô phỏng về cơ chế một cửa', '05-01', null],
  ] as const) {
    const content = {
      ...{ number, title, issuer: 'Cơ quan mô phỏng', effectiveOn: on(effectiveOn), lead: 'Văn phòng Sở', note: '' },
      ...{ affects: 'Quy trình tiếp nhận và trả kết quả', enteredOn: enteredOn === null ? null : on(enteredOn) },
    }
    const id = await make('02-01', { kind: 'law', year, content })
    if (enteredOn !== null) await step(enteredOn, designer, id, 'enter')
  }
  const held = {
    ...{ title: `Đánh giá nội bộ năm ${year}`, unit: 'Văn phòng Sở', plannedOn: on('07-05'), heldOn: on('07-06') },
    auditors: 'Tổ đánh giá nội bộ',
    items: AUDIT_CHECKLIST.map((item, at) => ({
      ...item,
      answer: at === 11 ? ('fails' as const) : at === 6 ? ('remark' as const) : ('conforms' as const),
      note: at === 11 ? 'Bản đang dùng tại quầy là phiên bản cũ' : '',
    })),
  }
  const auditId = await make('07-01', {
    kind: 'audit',
    year,
    content: { ...held, heldOn: null, items: [...AUDIT_CHECKLIST] },
  })
  await act(on('07-06'), designer, (db, by) => saveRecord(db, by, auditId, 1, { kind: 'audit', content: held }))
  await step('07-06', designer, auditId, 'hold')
  const planned = {
    ...{ clause: '7.5', text: 'Quy trình niêm yết tại quầy không phải phiên bản hiện hành', grade: 'minor' as const },
    ...{ cause: 'Chưa thu hồi bản cũ', action: 'Thu hồi, thay bản mới, lập danh sách phân phối', lead: 'Văn phòng Sở' },
    ...{ dueOn: on('08-05'), doneOn: on('07-25'), proof: 'Danh sách phân phối số 01', answer: '' },
  }
  const first = await make('07-06', { kind: 'finding', auditId, content: planned })
  await make('07-06', {
    kind: 'finding',
    auditId,
    content: {
      ...{
        ...planned,
        clause: '6.2',
        text: 'Mục tiêu chất lượng của một phòng chưa đo được',
        grade: 'improve' as const,
      },
      ...{ cause: '', action: '', lead: '', dueOn: null, doneOn: null, proof: '' },
    },
  })
  await step('07-07', designer, first, 'plan')
  await step('07-25', designer, first, 'report')
  await step('07-28', appraiser, first, 'accept')
  const review = await make('08-10', {
    kind: 'review',
    year,
    content: {
      ...{ heldOn: on('08-10'), place: 'Phòng họp Sở', chair: 'Lãnh đạo Sở', secretary: 'Văn phòng Sở' },
      attendees: 'Trưởng các phòng thuộc Sở',
      topics: [
        {
          ...{ topic: 'Kết quả đánh giá nội bộ', discussion: 'Một điểm không phù hợp nhẹ, một điểm cải tiến.' },
          ...{ decision: 'Khắc phục xong trước 31/8.', lead: 'Văn phòng Sở', dueOn: on('08-31') },
        },
      ],
      conclusion: 'Hệ thống được duy trì, tiếp tục cải tiến.',
    },
  })
  await step('08-11', director, review, 'sign')
}
