import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
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
      ],
      exports: [ENVIRONMENT, DataSource],
    };
  }
}
