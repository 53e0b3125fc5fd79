# A Java 25 runtime.
FROM debian:trixie-slim
RUN apt-get update -q && apt-get install -yq --no-install-recommends openjdk-25-jre-headless && rm -rf /var/lib/apt/lists/*
