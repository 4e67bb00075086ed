import type { Instrument } from '../instrument.ts'
import { inLanguage, type Language, type Text } from '../text.ts'

/**
 * What a respondent reads before the first question: who asks, why, that it is voluntary and anonymous, what happens to
 * the answers, whom to call. Its version is stored with every answer, so a changed word is a new version.
 * `{department}` and `{hotline}` are the operator's own.
 */
export type Notice = Readonly<{
  version: string
  title: Text
  points: readonly Text[]
  contact: Text
  agree: Text
  decline: Text
}>

const agree: Text = { vi: 'Đồng ý tham gia', en: 'I agree to take part' }
const decline: Text = { vi: 'Không tham gia', en: 'I do not take part' }
const contact: Text = { vi: '{department} · Đường dây nóng: {hotline}', en: '{department} · Hotline: {hotline}' }

const anonymous: Text = {
  vi: 'Không ghi tên. Không ai biết phiếu này của ai, kể cả nhà trường.',
  en: 'No name is asked. Nobody knows whose sheet this is, not even the school.',
}
const whatHappens: Text = {
  vi: 'Các câu trả lời được gộp thành số liệu chung. Nhà trường và giáo viên không xem được từng phiếu.',
  en: 'All answers are put together into figures. The school and its teachers never see a single sheet.',
}
const noWayBack: Text = {
  vi: 'Vì phiếu không ghi tên, sau khi gửi không thể tìm lại để sửa hoặc xóa.',
  en: 'As the sheet has no name, it cannot be found again to change or delete it once it is sent.',
}
const fourMinutes: Text = {
  vi: 'Khoảng 4 phút. Dừng lúc nào cũng được, máy tự lưu.',
  en: 'About 4 minutes. Stop whenever you like; this phone keeps your answers.',
}

const parent: Notice = {
  version: '1',
  title: { vi: 'Ý kiến của Ông/Bà về trường của con', en: "Your view of your child's school" },
  points: [
    {
      vi: '{department} hỏi ý kiến cha mẹ để các trường phục vụ con tốt hơn.',
      en: '{department} asks parents so that schools can serve their children better.',
    },
    anonymous,
    {
      vi: 'Trả lời hay không là tùy Ông/Bà. Không tham gia cũng không ảnh hưởng gì đến con.',
      en: 'Taking part is your choice. If you do not, nothing changes for your child.',
    },
    whatHappens,
    noWayBack,
    fourMinutes,
  ],
  contact,
  agree,
  decline,
}

const learner: Notice = {
  ...parent,
  title: { vi: 'Ý kiến của bạn về trường đang học', en: 'Your view of your school' },
  points: [
    {
      vi: '{department} hỏi ý kiến người học để các trường phục vụ tốt hơn.',
      en: '{department} asks learners so that schools can serve them better.',
    },
    anonymous,
    {
      vi: 'Trả lời hay không là tùy bạn. Không tham gia cũng không ảnh hưởng gì đến việc học.',
      en: 'Taking part is your choice. If you do not, nothing changes for your studies.',
    },
    whatHappens,
    noWayBack,
    fourMinutes,
  ],
}

/** Whether a point speaks of the phone, and is left out on paper. */
export const isAboutPhone = (point: Text): boolean => point.vi === fourMinutes.vi

/** The texts of one version, by who answers. */
export type Notices = Readonly<Record<Instrument['respondent'], Notice>>

/** The notice that new rounds get. */
export const NOTICES: Notices = Object.freeze({ parent, learner })

/** What is read before the first question of a form: its own notice, or the one of its round; without a round the one that ships. */
export const noticeOf = (form: Pick<Instrument, 'notice' | 'respondent'>, ofRound: Notices = NOTICES): Notice =>
  form.notice ?? ofRound[form.respondent]

/** The version of the notice that a sheet of a form must have agreed to, in a round whose shipped notice is `shipped`. */
export const consentFor = (form: Pick<Instrument, 'notice'>, shipped: string): string => form.notice?.version ?? shipped

type Names = Readonly<{ department: string; hotline: string }>
const named = (words: string, names: Names): string =>
  words.replace(/\{(department|hotline)\}/g, (_, key: keyof Names) => names[key])

/** A text of the notice with the operator's own names in place, in each language that it has. */
export const withNames = (text: Text, names: Names): Text => ({
  vi: named(text.vi, names),
  ...(text.km === undefined ? {} : { km: named(text.km, names) }),
  ...(text.en === undefined ? {} : { en: named(text.en, names) }),
})

/** … and in one language. */
export const noticeText = (text: Text, language: Language, names: Names): string =>
  named(inLanguage(text, language), names)
