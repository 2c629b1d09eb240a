# docker build -t understudy .
# The base is named by its tag, so that each build takes the newest mends of Debian and Node. For a build that can be repeated, name it by its
# digest: --build-arg BASE=node:24-bookworm-slim@sha256:…
ARG BASE=node:24-bookworm-slim

# What the page and the proxy are built with stays behind in this stage.
FROM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json vite.config.ts index.html ./
COPY public ./public
COPY src ./src
RUN npm run build

# What the running proxy imports.
FROM ${BASE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM ${BASE}
# Inside a container nobody reaches its loopback. Without sign-in this host is refused, with the reason: see the README.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8420
WORKDIR /app
# Everything belongs to root and is only read; nothing is ever written below.
COPY package.json LICENSE ./
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist/proxy ./dist/proxy
COPY --from=build /app/dist/web ./dist/web
COPY src/setup/health.mjs ./src/setup/health.mjs
# For build_info in /metrics: docker build --build-arg COMMIT=$(git rev-parse HEAD) -t understudy .
ARG COMMIT
ENV UNDERSTUDY_COMMIT=${COMMIT}
LABEL org.opencontainers.image.title="Understudy" org.opencontainers.image.description="A dashboard for avatar training jobs on MetaStudio and ICE" org.opencontainers.image.licenses="Apache-2.0" org.opencontainers.image.version="0.1.0" org.opencontainers.image.revision="${COMMIT}"
USER 1000:1000
EXPOSE 8420
# The first process is the product itself: it hears SIGTERM, drains, and ends well.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 CMD ["node", "src/setup/health.mjs"]
ENTRYPOINT ["node", "--max-semi-space-size=4", "--max-old-space-size=512", "dist/proxy/main.js"]
