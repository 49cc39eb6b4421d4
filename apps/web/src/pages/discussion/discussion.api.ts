import { api, data } from '../../api/client';
import type { NewComment } from '../../api/model';

/** Beside what people talk: an assignment or a case. */
export type Subject = { assignment: string } | { pilotCase: string };

export const listComments = (subject: Subject) => data(api.GET('/api/v1/comments', { params: { query: { ...subject, limit: 100 } } }));

export const findMentionable = (subject: Subject, q: string) => data(api.GET('/api/v1/comments/mentionable', { params: { query: { ...subject, q: q || undefined } } }));

export const sayComment = (body: NewComment) => data(api.POST('/api/v1/comments', { body }));

export const listFiles = (subject: Subject) =>
  'assignment' in subject
    ? data(api.GET('/api/v1/assignments/{id}/attachments', { params: { path: { id: subject.assignment } } }))
    : data(api.GET('/api/v1/pilot-cases/{id}/attachments', { params: { path: { id: subject.pilotCase } } }));

export const addFiles = (subject: Subject, attachmentIds: string[]) =>
  'assignment' in subject
    ? data(api.POST('/api/v1/assignments/{id}/attachments', { params: { path: { id: subject.assignment } }, body: { attachmentIds } }))
    : data(api.POST('/api/v1/pilot-cases/{id}/attachments', { params: { path: { id: subject.pilotCase } }, body: { attachmentIds } }));
