import { queryOptions } from '@tanstack/react-query';
import { api, data, ifMatch } from '../../api/client';
import type { PreferencesChange } from '../../api/model';

export const preferencesQuery = queryOptions({ queryKey: ['notification-preferences'], queryFn: () => data(api.GET('/api/v1/notification-preferences')) });
export const changePreferences = (version: number, body: PreferencesChange) => data(api.PATCH('/api/v1/notification-preferences', { params: { header: ifMatch(version) }, body }));
export const askForCode = (email: string) => data(api.POST('/api/v1/notification-preferences/email', { body: { email } }));
export const confirmEmail = (code: string) => data(api.POST('/api/v1/notification-preferences/email/confirm', { body: { code } }));
export const removeEmail = () => data(api.POST('/api/v1/notification-preferences/email/remove'));
