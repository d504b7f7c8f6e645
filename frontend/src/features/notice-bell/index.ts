/** The bell in the top strip: how many notices are not read, and the list of them. */
export { NoticeBell } from './ui/notice-bell';
