import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ROLE_NAMES } from '../../libs/audit/index.js';
import { ROLES } from '../../libs/identity/index.js';
import { ENVIRONMENT, type Environment } from '../../libs/kernel/index.js';

/** The environment and the one pool of connections, for the kernel's door. */
@Global()
@Module({})
export class FoundationModule {
  static for(environment: Environment, dataSource: DataSource): DynamicModule {
    return {
      module: FoundationModule,
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        { provide: DataSource, useValue: dataSource },
        // the trail names roles, and may not know the people
        { provide: ROLE_NAMES, useValue: ROLES },
      ],
      exports: [ENVIRONMENT, DataSource, ROLE_NAMES],
    };
  }
}
