import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { DirectoryController } from './directory.controller.js';
import { Directory } from './directory.js';
import { OwnPositions } from './own-positions.js';
import { Sessions } from './sessions.js';
import { TokenStrategy } from './token.strategy.js';

@Module({
  imports: [PassportModule.register({ session: false })],
  providers: [Directory, OwnPositions, Sessions, TokenStrategy],
  controllers: [DirectoryController],
  exports: [Directory, OwnPositions, Sessions],
})
export class IdentityModule {}
