import AlertOutlined from '@ant-design/icons/es/icons/AlertOutlined';
import ApartmentOutlined from '@ant-design/icons/es/icons/ApartmentOutlined';
import ApiOutlined from '@ant-design/icons/es/icons/ApiOutlined';
import AppstoreOutlined from '@ant-design/icons/es/icons/AppstoreOutlined';
import AuditOutlined from '@ant-design/icons/es/icons/AuditOutlined';
import BankOutlined from '@ant-design/icons/es/icons/BankOutlined';
import BellOutlined from '@ant-design/icons/es/icons/BellOutlined';
import BookOutlined from '@ant-design/icons/es/icons/BookOutlined';
import CalendarOutlined from '@ant-design/icons/es/icons/CalendarOutlined';
import CheckSquareOutlined from '@ant-design/icons/es/icons/CheckSquareOutlined';
import ExceptionOutlined from '@ant-design/icons/es/icons/ExceptionOutlined';
import FieldTimeOutlined from '@ant-design/icons/es/icons/FieldTimeOutlined';
import FileSearchOutlined from '@ant-design/icons/es/icons/FileSearchOutlined';
import FileTextOutlined from '@ant-design/icons/es/icons/FileTextOutlined';
import FolderOpenOutlined from '@ant-design/icons/es/icons/FolderOpenOutlined';
import FundOutlined from '@ant-design/icons/es/icons/FundOutlined';
import GroupOutlined from '@ant-design/icons/es/icons/GroupOutlined';
import HomeOutlined from '@ant-design/icons/es/icons/HomeOutlined';
import IdcardOutlined from '@ant-design/icons/es/icons/IdcardOutlined';
import LaptopOutlined from '@ant-design/icons/es/icons/LaptopOutlined';
import LineChartOutlined from '@ant-design/icons/es/icons/LineChartOutlined';
import LoginOutlined from '@ant-design/icons/es/icons/LoginOutlined';
import PercentageOutlined from '@ant-design/icons/es/icons/PercentageOutlined';
import ProjectOutlined from '@ant-design/icons/es/icons/ProjectOutlined';
import ReadOutlined from '@ant-design/icons/es/icons/ReadOutlined';
import SafetyOutlined from '@ant-design/icons/es/icons/SafetyOutlined';
import ScheduleOutlined from '@ant-design/icons/es/icons/ScheduleOutlined';
import SearchOutlined from '@ant-design/icons/es/icons/SearchOutlined';
import SendOutlined from '@ant-design/icons/es/icons/SendOutlined';
import TrophyOutlined from '@ant-design/icons/es/icons/TrophyOutlined';
import TableOutlined from '@ant-design/icons/es/icons/TableOutlined';
import TeamOutlined from '@ant-design/icons/es/icons/TeamOutlined';
import type { ReactNode } from 'react';
import type { Me } from '../api/model';
import { permissions, type Permission } from './permissions';

export interface NavItem {
  path: string;
  /** Key under `nav.` in the catalogues. */
  word: string;
  icon: ReactNode;
  shown: (me: Me) => boolean;
}

const always = () => true;
const allowed = (permission: Permission) => (me: Me) => me.permissions.includes(permission);

/** What belongs together; a line between. */
const sections: NavItem[][] = [[
  { path: '/', word: 'home', icon: <HomeOutlined />, shown: always },
  { path: '/notifications', word: 'notifications', icon: <BellOutlined />, shown: always },
  { path: '/overview', word: 'overview', icon: <FundOutlined />, shown: allowed(permissions.viewStats) },
], [
  { path: '/units', word: 'units', icon: <BankOutlined />, shown: allowed(permissions.readUnits) },
  { path: '/cases', word: 'cases', icon: <FolderOpenOutlined />, shown: allowed(permissions.readCases) },
  { path: '/batches', word: 'batches', icon: <GroupOutlined />, shown: allowed(permissions.keepBatches) },
  { path: '/sponsorships', word: 'sponsorships', icon: <ApartmentOutlined />, shown: allowed(permissions.viewSponsorships) },
], [
  { path: '/assignments', word: 'assignments', icon: <CheckSquareOutlined />, shown: allowed(permissions.readAssignments) },
  { path: '/matrix', word: 'matrix', icon: <AppstoreOutlined />, shown: allowed(permissions.readAssignments) },
  { path: '/roadmap', word: 'roadmap', icon: <ProjectOutlined />, shown: allowed(permissions.readAssignments) },
  { path: '/supervision-notices', word: 'supervision', icon: <AlertOutlined />, shown: allowed(permissions.readNotices) },
  { path: '/reports', word: 'reports', icon: <FileTextOutlined />, shown: allowed(permissions.readReports) },
  { path: '/report-entries', word: 'reportEntries', icon: <FileSearchOutlined />, shown: allowed(permissions.readReports) },
  { path: '/evaluations', word: 'evaluations', icon: <TrophyOutlined />, shown: allowed(permissions.readEvaluations) },
  { path: '/periods', word: 'periods', icon: <FieldTimeOutlined />, shown: allowed(permissions.readReports) },
  { path: '/rates', word: 'rates', icon: <PercentageOutlined />, shown: allowed(permissions.viewStats) },
  { path: '/indicators', word: 'indicators', icon: <LineChartOutlined />, shown: allowed(permissions.readIndicators) },
], [
  { path: '/inspections', word: 'inspections', icon: <SearchOutlined />, shown: allowed(permissions.readVisits) },
  { path: '/visits', word: 'visits', icon: <ScheduleOutlined />, shown: allowed(permissions.readVisits) },
  { path: '/findings', word: 'findings', icon: <ExceptionOutlined />, shown: allowed(permissions.readFindings) },
], [
  { path: '/tasks', word: 'tasks', icon: <BookOutlined />, shown: allowed(permissions.readTasks) },
  { path: '/policies', word: 'policies', icon: <ReadOutlined />, shown: allowed(permissions.readPolicies) },
  { path: '/calendars', word: 'calendars', icon: <CalendarOutlined />, shown: allowed(permissions.readAssignments) },
], [
  { path: '/audit', word: 'audit', icon: <AuditOutlined />, shown: allowed(permissions.readAudit) },
  { path: '/sign-ins', word: 'signIns', icon: <LoginOutlined />, shown: allowed(permissions.readSignIns) },
  { path: '/sessions', word: 'sessions', icon: <LaptopOutlined />, shown: allowed(permissions.manageSessions) },
  { path: '/sign-in-policy', word: 'signInPolicy', icon: <SafetyOutlined />, shown: allowed(permissions.changeSignInPolicy) },
  { path: '/api-tokens', word: 'apiTokens', icon: <ApiOutlined />, shown: allowed(permissions.manageApiTokens) },
  { path: '/users', word: 'users', icon: <TeamOutlined />, shown: allowed(permissions.readUsers) },
  { path: '/positions', word: 'positions', icon: <IdcardOutlined />, shown: allowed(permissions.readUsers) },
  { path: '/organisations', word: 'organisations', icon: <ApartmentOutlined />, shown: allowed(permissions.readUsers) },
  { path: '/webhooks', word: 'webhooks', icon: <SendOutlined />, shown: allowed(permissions.manageWebhooks) },
  { path: '/roles', word: 'roles', icon: <TableOutlined />, shown: allowed(permissions.readRoles) },
]];

export const navSections = (me: Me) => sections.map((items) => items.filter((item) => item.shown(me))).filter((items) => items.length > 0);
export const navItems = (me: Me) => navSections(me).flat();
