# syntax=docker/dockerfile:1
# One image for API and worker; PostgreSQL is a server of its own (docker-compose.yml).
FROM node:24-bookworm-slim AS build
WORKDIR /app
# The lockfile first: a change of the sources does not install again. `npm ci` runs build.mjs, which finds nothing to build yet.
COPY package.json package-lock.json ./
COPY apps/cli/build.mjs apps/cli/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/package.json ./
COPY --from=build /app/apps/cli/start.mjs /app/apps/cli/build.mjs apps/cli/
COPY --from=build /app/apps/cli/reference/data apps/cli/reference/data
COPY --from=build /app/apps/cli/demo/data apps/cli/demo/data
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch(`http://localhost:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not npm: signals then reach the process that stops things in order.
# A small young generation halves the resident memory under load, at no cost that was seen (docs/bench.md).
CMD ["node", "--max-semi-space-size=8", "apps/cli/start.mjs"]
