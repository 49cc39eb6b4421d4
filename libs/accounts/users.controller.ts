import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, Sensitive, type Actor } from '../kernel/index.js';
import { From } from '../sign-in/index.js';
import type { Origin } from '../identity/index.js';
import { KeepUsers } from './keep-users.js';
import { LostSecondFactors } from './lost-second-factors.js';
import { AccountDetail, AccountPage, CreateUserIn, UpdateUserIn, UserQuery, UserTransitionIn } from './user.dto.js';
import { UserList } from './users.list.js';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(
    @Inject(UserList) private readonly users: UserList,
    @Inject(KeepUsers) private readonly keep: KeepUsers,
    @Inject(LostSecondFactors) private readonly secondFactors: LostSecondFactors,
  ) {}

  @Allow('user.read')
  @Get()
  list(@Acting() actor: Actor, @Query() query: UserQuery): Promise<AccountPage> {
    return this.users.list(actor, query);
  }

  @Allow('user.write')
  @Sensitive()
  @Post()
  invite(@Acting() actor: Actor, @Body() body: CreateUserIn): Promise<AccountDetail> {
    return this.keep.invite(actor, body);
  }

  @Allow('user.read')
  @Get(':id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<AccountDetail> {
    return this.users.detail(actor, id);
  }

  /** Sensitive where it moves the end of the account. */
  @Allow('user.write')
  @Sensitive({ expiresOn: true })
  @Patch(':id')
  update(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: UpdateUserIn): Promise<AccountDetail> {
    return this.keep.update(actor, id, version, body);
  }

  @Allow('user.write')
  @Sensitive()
  @HttpCode(200)
  @Post(':id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: UserTransitionIn): Promise<AccountDetail> {
    return this.keep.transition(actor, id, version, body);
  }

  @Allow('second_factor.remove')
  @Sensitive()
  @HttpCode(200)
  @Post(':id/second-factor/remove')
  removeSecondFactor(@Acting() actor: Actor, @From() origin: Origin, @RowId() id: string, @IfMatch() version: number): Promise<AccountDetail> {
    return this.secondFactors.remove(actor, id, version, origin);
  }
}
