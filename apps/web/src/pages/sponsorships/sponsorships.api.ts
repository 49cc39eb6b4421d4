import { api, data, ifMatch } from '../../api/client';

export const sponsorsByDepartment = () => data(api.GET('/api/v1/sponsorships/by-department'));

export const sponsorshipsOf = (department: string) => data(api.GET('/api/v1/sponsorships', { params: { query: { department, limit: 200 } } }));

export const nameSponsor = (pilotCaseId: string, departmentId: string) => data(api.POST('/api/v1/sponsorships', { body: { pilotCaseId, departmentId } }));

export const endSponsorship = (id: string, version: number, reason: string) =>
  data(api.DELETE('/api/v1/sponsorships/{id}', { params: { path: { id }, header: ifMatch(version), query: reason ? { reason } : {} } }));
