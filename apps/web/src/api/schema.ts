import type * as M from './model';

/**
 * The routes the console uses, in the shape openapi-typescript generates, so that `client.ts` can
 * take the generated `paths` instead without a change in any page.
 */
type Value = string | number | boolean | string[] | undefined;
export type Query = Record<string, Value>;
type Json<T> = { content: { 'application/json': T } };
type Answers<T> = { 200: { headers: Record<string, unknown> } & Json<T> };
interface NoParameters { query?: Query; header?: Record<string, string>; path?: never; cookie?: never }
interface IdParameter { query?: Query; header?: Record<string, string>; path: { id: string }; cookie?: never }
interface MachineParameter { query?: Query; path: { machine: string } }

type Read<T, P = NoParameters> = { parameters: P; responses: Answers<T> };
type Write<B, T, P = NoParameters> = { parameters: P; requestBody: Json<B>; responses: Answers<T> };
type Act<T, P = NoParameters> = { parameters: P; responses: Answers<T> };

export interface paths {
  '/api/v1/auth/demo-accounts': { get: Read<{ demo: boolean; items: M.DemoAccount[] }> };
  '/api/v1/auth/login': { post: Write<{ username: string; password: string }, M.Session> };
  '/api/v1/auth/logout': { post: Act<undefined> };
  '/api/v1/auth/position': { post: Write<{ positionId: string }, M.Session> };
  '/api/v1/me': { get: Read<M.Me> };
  '/api/v1/regions': { get: Read<{ items: M.Region[] }> };
  '/api/v1/organisations': { get: Read<M.Page<M.Organisation>> };
  '/api/v1/batches': { get: Read<{ items: M.Batch[] }> };
  '/api/v1/vocabularies': { get: Read<M.Vocabularies> };
  '/api/v1/workflows/{machine}': { get: Read<M.Workflow, MachineParameter> };
  '/api/v1/todos': { get: Read<{ items: M.Todo[] }> };
  '/api/v1/notifications': { get: Read<M.Page<M.Notification>> };
  '/api/v1/notifications/{id}/read': { post: Act<M.Notification, IdParameter> };
  '/api/v1/pilot-units': { get: Read<M.Page<M.UnitRow>>; post: Write<Record<string, unknown>, M.Unit> };
  '/api/v1/pilot-units/{id}': { get: Read<M.Unit, IdParameter>; patch: Write<Record<string, unknown>, M.Unit, IdParameter> };
  '/api/v1/pilot-cases': { get: Read<M.Page<M.CaseRow>> };
  '/api/v1/pilot-cases/{id}': { get: Read<M.Case, IdParameter> };
  '/api/v1/pilot-cases/{id}/assignments': { get: Read<{ items: M.AssignmentWithLatest[] }, IdParameter> };
  '/api/v1/task-categories': { get: Read<{ items: M.TaskCategory[] }> };
  '/api/v1/assignments': { get: Read<M.Page<M.AssignmentRow>>; post: Write<M.AssignRequest, M.AssignResult> };
  '/api/v1/assignments/{id}': { get: Read<M.Assignment, IdParameter> };
  '/api/v1/assignments/{id}/timeline': { get: Read<{ items: M.TimelineEntry[] }, IdParameter> };
  '/api/v1/assignments/{id}/transitions': { post: Write<M.Transition, M.Assignment, IdParameter> };
  '/api/v1/assignments/{id}/progress-updates': { post: Write<M.ProgressDraft, { id: string; assignment: { version: number } }, IdParameter> };
  '/api/v1/calendars/working-days': { get: Read<M.WorkingDays> };
  '/api/v1/attachments': { post: Write<FormData, M.Attachment> };
  '/api/v1/inspections': { get: Read<M.Page<M.InspectionRow>> };
  '/api/v1/visits': { get: Read<M.Page<M.VisitRow>> };
  '/api/v1/visits/{id}': { get: Read<M.Visit, IdParameter> };
  '/api/v1/visits/{id}/transitions': { post: Write<M.VisitTransition, M.Visit, IdParameter> };
  '/api/v1/findings': { get: Read<M.Page<M.Finding>> };
  '/api/v1/reporting-periods': { get: Read<{ items: M.Period[] }> };
  '/api/v1/progress-reports': { get: Read<M.Page<M.ReportRow>> };
  '/api/v1/stats/overview': { get: Read<M.Overview> };
  '/api/v1/audit-entries': { get: Read<M.Page<M.AuditEntry>> };
  '/api/v1/users': { get: Read<M.Page<M.UserRow>> };
}
