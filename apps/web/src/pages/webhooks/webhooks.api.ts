import { api, data, ifMatch } from '../../api/client';
import type { NewWebhook, Query, WebhookChange } from '../../api/model';

export const listWebhooks = (query: Query) => data(api.GET('/api/v1/webhooks', { params: { query } }));
export const getWebhook = (id: string) => data(api.GET('/api/v1/webhooks/{id}', { params: { path: { id } } }));
export const makeWebhook = (body: NewWebhook) => data(api.POST('/api/v1/webhooks', { body }));
export const changeWebhook = (id: string, version: number, body: WebhookChange) => data(api.PATCH('/api/v1/webhooks/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));
export const actOnWebhook = (id: string, version: number, action: 'enable' | 'disable' | 'test') =>
  data(api.POST('/api/v1/webhooks/{id}/transitions', { params: { path: { id }, header: ifMatch(version) }, body: { action } }));
export const listDeliveries = (id: string, query: Query) => data(api.GET('/api/v1/webhooks/{id}/deliveries', { params: { path: { id }, query } }));
export const replay = (id: string, version: number) => data(api.POST('/api/v1/deliveries/{id}/transitions', { params: { path: { id }, header: ifMatch(version) }, body: { action: 'replay' } }));
