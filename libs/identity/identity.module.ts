import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { DirectoryController } from './directory.controller.js';
import { Directory } from './directory.js';
import { OwnPositions } from './own-positions.js';
import { PositionNames } from './position-names.js';
import { Sessions } from './sessions.js';
import { TokenStrategy } from './token.strategy.js';

@Module({
  imports: [PassportModule.register({ session: false })],
  providers: [Directory, OwnPositions, PositionNames, Sessions, TokenStrategy],
  controllers: [DirectoryController],
  exports: [Directory, OwnPositions, PositionNames, Sessions],
})
export class IdentityModule {}
