export { AttachmentOut, UploadedAttachment } from './attachment.dto.js';
export * from './attachment.entity.js';
export { attachmentsOf } from './attachment.sql.js';
export { Attachments, type AttachTo } from './attachments.service.js';
export { FILE_STORE, LocalFiles, type FileStore } from './file-store.js';
export * from './files.module.js';
export { MAX_UPLOAD_BYTES, readUpload, type MultipartRequest, type Upload } from './upload.js';
export { attachmentDisposition } from './file-name.rules.js';
