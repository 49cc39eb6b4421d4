import { api, data } from '../../api/client';
import type { NewApiToken, Query } from '../../api/model';

export const listTokens = (query: Query) => data(api.GET('/api/v1/api-tokens', { params: { query } }));
export const makeToken = (body: NewApiToken) => data(api.POST('/api/v1/api-tokens', { body }));
export const revokeToken = (id: string) => data(api.POST('/api/v1/api-tokens/{id}/transitions', { params: { path: { id } }, body: { action: 'revoke' } }));
