import { staff as words } from '../words/staff.ts'

export const levelName = (level: string | null): string => (level === null ? words.all : (words.levels[level] ?? level))
