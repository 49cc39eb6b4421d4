import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AuthController } from './auth.controller.js';
import { DirectoryController } from './directory.controller.js';
import { Directory } from './directory.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';
import { PasswordStrategy, TokenStrategy } from './strategies.js';

@Module({
  imports: [PassportModule.register({ session: false })],
  providers: [Directory, Sessions, SignIn, PasswordStrategy, TokenStrategy],
  controllers: [AuthController, DirectoryController],
  exports: [Sessions],
})
export class IdentityModule {}
