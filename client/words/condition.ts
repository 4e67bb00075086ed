/**
 * The phrases of which a condition's sentence is made. `a`, `b` are parts already said; a part is one of three kinds, and
 * every phrase takes and gives the kind its place says: a question (`câu A4`), a value, a statement.
 */
type Parts = Readonly<Record<string, string>>
type Phrase = (p: Parts) => string

export type ConditionPhrases = Readonly<Record<ConditionPhrase, Phrase>>
type ConditionPhrase =
  | 'answerTo'
  | 'self'
  | 'answered'
  | 'notAnswered'
  | 'is'
  | 'isNot'
  | 'atLeast'
  | 'atMost'
  | 'above'
  | 'below'
  | 'chosen'
  | 'notChosenOrEmpty'
  | 'and'
  | 'or'
  | 'not'
  | 'always'
  | 'never'
  | 'plus'
  | 'minus'
  | 'times'
  | 'divided'
  | 'rest'
  | 'negative'
  | 'absolute'
  | 'whole'
  | 'rounded'
  | 'smallest'
  | 'largest'
  | 'countChosen'
  | 'length'
  | 'joined'
  | 'contains'
  | 'startsWith'
  | 'pattern'
  | 'today'
  | 'choice'
  | 'fallback'
  | 'level'
  | 'quoted'
  | 'other'
  | 'brackets'
  | 'onlyIf'
  | 'elseSkip'
  | 'elseEnd'

const brackets: Phrase = (p) => `(${p.a})`

export const conditionPhrases: Readonly<Record<'vi' | 'en', ConditionPhrases>> = {
  vi: {
    answerTo: (p) => `câu ${p.name}`,
    self: () => 'câu trả lời',
    answered: (p) => `${p.a} đã được trả lời`,
    notAnswered: (p) => `${p.a} chưa được trả lời`,
    is: (p) => `${p.a} là ${p.b}`,
    isNot: (p) => `${p.a} khác ${p.b} (kể cả khi chưa trả lời)`,
    atLeast: (p) => `${p.a} từ ${p.b} trở lên`,
    atMost: (p) => `${p.a} từ ${p.b} trở xuống`,
    above: (p) => `${p.a} trên ${p.b}`,
    below: (p) => `${p.a} dưới ${p.b}`,
    chosen: (p) => `${p.a} chọn ${p.b}`,
    notChosenOrEmpty: (p) => `${p.a} không chọn ${p.b} (kể cả khi chưa trả lời)`,
    and: (p) => `${p.a} và ${p.b}`,
    or: (p) => `${p.a} hoặc ${p.b}`,
    not: (p) => `không đúng là ${p.a}`,
    always: () => 'luôn đúng',
    never: () => 'không bao giờ đúng',
    plus: (p) => `${p.a} cộng ${p.b}`,
    minus: (p) => `${p.a} trừ ${p.b}`,
    times: (p) => `${p.a} nhân ${p.b}`,
    divided: (p) => `${p.a} chia ${p.b}`,
    rest: (p) => `số dư của ${p.a} chia ${p.b}`,
    negative: (p) => `số đối của ${p.a}`,
    absolute: (p) => `giá trị tuyệt đối của ${p.a}`,
    whole: (p) => `phần nguyên của ${p.a}`,
    rounded: (p) => `${p.a} làm tròn`,
    smallest: (p) => `số nhỏ nhất trong: ${p.a}`,
    largest: (p) => `số lớn nhất trong: ${p.a}`,
    countChosen: (p) => `số phương án được chọn ở ${p.a}`,
    length: (p) => `số ký tự của ${p.a}`,
    joined: (p) => `ghép nối: ${p.a}`,
    contains: (p) => `${p.a} có chứa ${p.b}`,
    startsWith: (p) => `${p.a} bắt đầu bằng ${p.b}`,
    pattern: (p) => `${p.a} viết đúng dạng ${p.b}`,
    today: () => 'ngày trả lời',
    choice: (p) => `nếu ${p.a} thì ${p.b}, nếu không thì ${p.c}`,
    fallback: (p) => `${p.a} (nếu không có thì ${p.b})`,
    level: (p) => `mức ${p.value} (${p.text})`,
    quoted: (p) => `“${p.a}”`,
    other: (p) => `${p.name}(${p.a})`,
    brackets,
    onlyIf: (p) => `Chỉ trả lời nếu ${p.a}.`,
    elseSkip: (p) => `Nếu không, bỏ qua và sang câu ${p.next}.`,
    elseEnd: () => 'Nếu không, bỏ qua câu này.',
  },
  en: {
    answerTo: (p) => `question ${p.name}`,
    self: () => 'the answer',
    answered: (p) => `${p.a} has been answered`,
    notAnswered: (p) => `${p.a} has not been answered`,
    is: (p) => `${p.a} is ${p.b}`,
    isNot: (p) => `${p.a} is not ${p.b} (also when it is not answered)`,
    atLeast: (p) => `${p.a} is ${p.b} or above`,
    atMost: (p) => `${p.a} is ${p.b} or below`,
    above: (p) => `${p.a} is above ${p.b}`,
    below: (p) => `${p.a} is below ${p.b}`,
    chosen: (p) => `${p.b} is chosen in ${p.a}`,
    notChosenOrEmpty: (p) => `${p.b} is not chosen in ${p.a} (also when it is not answered)`,
    and: (p) => `${p.a} and ${p.b}`,
    or: (p) => `${p.a} or ${p.b}`,
    not: (p) => `it is not true that ${p.a}`,
    always: () => 'always true',
    never: () => 'never true',
    plus: (p) => `${p.a} plus ${p.b}`,
    minus: (p) => `${p.a} minus ${p.b}`,
    times: (p) => `${p.a} times ${p.b}`,
    divided: (p) => `${p.a} divided by ${p.b}`,
    rest: (p) => `the remainder of ${p.a} divided by ${p.b}`,
    negative: (p) => `the negative of ${p.a}`,
    absolute: (p) => `the absolute value of ${p.a}`,
    whole: (p) => `the whole part of ${p.a}`,
    rounded: (p) => `${p.a} rounded`,
    smallest: (p) => `the smallest of: ${p.a}`,
    largest: (p) => `the largest of: ${p.a}`,
    countChosen: (p) => `the number of choices made in ${p.a}`,
    length: (p) => `the number of characters of ${p.a}`,
    joined: (p) => `joined: ${p.a}`,
    contains: (p) => `${p.a} contains ${p.b}`,
    startsWith: (p) => `${p.a} begins with ${p.b}`,
    pattern: (p) => `${p.a} has the form ${p.b}`,
    today: () => 'the day of answering',
    choice: (p) => `if ${p.a} then ${p.b}, otherwise ${p.c}`,
    fallback: (p) => `${p.a} (or ${p.b} if there is none)`,
    level: (p) => `level ${p.value} (${p.text})`,
    quoted: (p) => `“${p.a}”`,
    other: (p) => `${p.name}(${p.a})`,
    brackets,
    onlyIf: (p) => `Answer only if ${p.a}.`,
    elseSkip: (p) => `If not, skip to question ${p.next}.`,
    elseEnd: () => 'If not, skip this question.',
  },
}
