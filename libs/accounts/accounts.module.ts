import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.js';
import { SignInModule } from '../sign-in/index.js';
import { ledgerController, LedgersModule } from '../ledgers/index.js';
import { AccountLedger } from './account-ledger.js';
import { AccountLinks } from './account-links.js';
import { AccountFilesController } from './account-files.controller.js';
import { ExportAccounts } from './export-accounts.js';
import { GivePositions } from './give-position.js';
import { InvitationsController } from './invitations.controller.js';
import { KeepOrganisations } from './keep-organisations.js';
import { KeepUsers } from './keep-users.js';
import { LostSecondFactors } from './lost-second-factors.js';
import { OrganisationsController } from './organisations.controller.js';
import { PositionList } from './positions.list.js';
import { PositionsController } from './positions.controller.js';
import { Proposals } from './proposals.js';
import { RefusedActs } from './refused-acts.js';
import { RoleMatrices } from './role-matrix.js';
import { RolesController } from './roles.controller.js';
import { UserList } from './users.list.js';
import { UsersController } from './users.controller.js';

@Module({
  imports: [IdentityModule, SignInModule, LedgersModule],
  providers: [AccountLedger, AccountLinks, ExportAccounts, GivePositions, KeepOrganisations, KeepUsers, LostSecondFactors, PositionList, Proposals, RefusedActs, RoleMatrices, UserList],
  controllers: [ledgerController('users', 'user.write', { sensitive: true }), AccountFilesController, UsersController, PositionsController, OrganisationsController, RolesController, InvitationsController],
  exports: [RefusedActs],
})
export class AccountsModule {}
