import type { Role } from '../../api/model';

/** What a role would have, where it differs from what it has. */
export type Drafts = Record<string, string[]>;

export const sameCodes = (a: string[], b: string[]) => a.length === b.length && a.every((code) => b.includes(code));

export const isChanged = (role: Role, draft: string[] | undefined, code: string) => draft !== undefined && draft.includes(code) !== role.permissions.includes(code);
