import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ALLOW, ANYONE, PUBLIC } from '../../libs/kernel/index.js';

export { ALLOW, ANYONE, PUBLIC };

/** The API as OpenAPI 3.1, from the routes and DTOs themselves. The committed openapi.json is this. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('产改试点通')
    .setDescription('Case management for the pilot units of the reform of the industrial workforce.')
    .setVersion('1')
    .addServer('/')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  return SwaggerModule.createDocument(app, config);
}

/** `/api/openapi.json`, and the same to browse at `/api/docs`. */
export async function serveApiDocs(app: NestFastifyApplication): Promise<void> {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), { jsonDocumentUrl: 'api/openapi.json', raw: ['json'] });
}
