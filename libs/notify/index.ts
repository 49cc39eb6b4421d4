export { Courier, type CourierSettings } from './courier.js';
export { courierSettings } from './courier-settings.js';
export { Mailer, mailSettings } from './mailer.js';
export { hrefOf, titleOf, type NoticeData, type NoticeKind, type NoticeSubject } from './notice.rules.js';
export * from './notification.entity.js';
export { notify, type Notice } from './notify.js';
export * from './notify.module.js';
