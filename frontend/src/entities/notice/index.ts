/** Notices of what happened to one's own account. */
export { noticeKeys, noticesQuery, unreadNoticesQuery, useReadNotices } from './api/notices.queries';
export type { Notice } from './api/notices.queries';
export { useNoticeText } from './model/use-notice-text';
