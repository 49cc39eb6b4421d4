import { createBrowserRouter } from 'react-router';
import { CrashPage } from '../pages/session/crash-page';

/** Each page is its own chunk: a phone in a workshop loads the visit page and nothing of the province picture. */
export const router = createBrowserRouter([
  {
    path: '/sign-in',
    lazy: async () => ({ Component: (await import('../pages/session/sign-in-page')).SignInPage }),
    HydrateFallback: () => null,
    ErrorBoundary: CrashPage,
  },
  {
    path: '/invitation',
    lazy: async () => ({ Component: (await import('../pages/session/invitation-page')).InvitationPage }),
    HydrateFallback: () => null,
    ErrorBoundary: CrashPage,
  },
  {
    // Nobody who is about to sign in needs the shell yet.
    lazy: async () => ({ Component: (await import('./shell')).Shell }),
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('../pages/home/home-page')).HomePage }) },
      { path: 'units', lazy: async () => ({ Component: (await import('../pages/units/units-page')).UnitsPage }) },
      { path: 'pilot-units', lazy: async () => ({ Component: (await import('../pages/units/units-page')).UnitsPage }) },
      { path: 'units/:id', lazy: async () => ({ Component: (await import('../pages/units/unit-page')).UnitPage }) },
      { path: 'cases', lazy: async () => ({ Component: (await import('../pages/cases/cases-page')).CasesPage }) },
      { path: 'cases/:id', lazy: async () => ({ Component: (await import('../pages/cases/case-page')).CasePage }) },
      { path: 'assignments', lazy: async () => ({ Component: (await import('../pages/assignments/assignments-page')).AssignmentsPage }) },
      { path: 'assignments/new', lazy: async () => ({ Component: (await import('../pages/assignments/assign-page')).AssignPage }) },
      { path: 'assignments/:id', lazy: async () => ({ Component: (await import('../pages/assignments/assignment-page')).AssignmentPage }) },
      { path: 'inspections', lazy: async () => ({ Component: (await import('../pages/inspections/inspections-page')).InspectionsPage }) },
      { path: 'visits', lazy: async () => ({ Component: (await import('../pages/inspections/visits-page')).VisitsPage }) },
      { path: 'visits/:id', lazy: async () => ({ Component: (await import('../pages/inspections/visit-page')).VisitPage }) },
      { path: 'findings', lazy: async () => ({ Component: (await import('../pages/inspections/findings-page')).FindingsPage }) },
      { path: 'reports', lazy: async () => ({ Component: (await import('../pages/reports/reports-page')).ReportsPage }) },
      { path: 'progress-reports', lazy: async () => ({ Component: (await import('../pages/reports/reports-page')).ReportsPage }) },
      { path: 'overview', lazy: async () => ({ Component: (await import('../pages/stats/overview-page')).OverviewPage }) },
      { path: 'audit', lazy: async () => ({ Component: (await import('../pages/audit/audit-page')).AuditPage }) },
      { path: 'account', lazy: async () => ({ Component: (await import('../pages/account/account-page')).AccountPage }) },
      { path: 'sign-ins', lazy: async () => ({ Component: (await import('../pages/account/sign-ins-page')).SignInsPage }) },
      { path: 'sessions', lazy: async () => ({ Component: (await import('../pages/account/sessions-page')).SessionsPage }) },
      { path: 'sign-in-policy', lazy: async () => ({ Component: (await import('../pages/account/sign-in-policy-page')).SignInPolicyPage }) },
      { path: 'users', lazy: async () => ({ Component: (await import('../pages/users/users-page')).UsersPage }) },
      { path: 'users/:id', lazy: async () => ({ Component: (await import('../pages/users/user-page')).UserPage }) },
      { path: 'positions', lazy: async () => ({ Component: (await import('../pages/positions/positions-page')).PositionsPage }) },
      { path: 'positions/:id', lazy: async () => ({ Component: (await import('../pages/positions/position-page')).PositionPage }) },
      { path: 'organisations', lazy: async () => ({ Component: (await import('../pages/organisations/organisations-page')).OrganisationsPage }) },
      { path: 'roles', lazy: async () => ({ Component: (await import('../pages/roles/roles-page')).RolesPage }) },
      { path: '*', lazy: async () => ({ Component: (await import('../pages/session/not-found-page')).NotFoundPage }) },
    ],
  },
]);
