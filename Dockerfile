# The example bots as a container: `docker build -t bots .`, or `docker compose up --build`. See docs/deployment.md.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
COPY bots ./bots
RUN npm run bundle

FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# What the bundle leaves out: LMDB with its binary, which comes from the npm registry.
RUN npm ci --omit=dev && npm cache clean --force && mkdir /data && chown 1000:1000 /data
COPY bots/program.mjs ./bots/
COPY bots/start ./bots/start
COPY --from=build /app/dist/program ./dist/program

ENV NODE_ENV=production HOST=0.0.0.0 PORT=3978 STORE_URL=lmdb:/data/store CALLBACK_FOLDER=/data/callbacks
VOLUME /data
EXPOSE 3978
# node's, as a number: Kubernetes' `runAsNonRoot` knows no names.
USER 1000:1000
# Whether the process answers. Docker shows it, and restarts nothing by it; Swarm does. Whether it can work is /readyz.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--disable-warning=DEP0040", "bots/program.mjs"]
