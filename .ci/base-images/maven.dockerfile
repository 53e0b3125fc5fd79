# Maven 3.9 and a JDK 25.
FROM debian:trixie-slim
COPY ca-certificates.crt /usr/local/share/ca-certificates/machine.pem
RUN apt-get update -q && apt-get install -yq --no-install-recommends openjdk-25-jdk-headless maven git \
 && rm -rf /var/lib/apt/lists/*
# Java's own trust store has to know what the machine trusts, one certificate at a time.
RUN cd /tmp && csplit -sz -f machine- -b %03d.crt /usr/local/share/ca-certificates/machine.pem '/-----BEGIN CERTIFICATE-----/' '{*}' \
 && mv machine-*.crt /usr/local/share/ca-certificates/ && rm /usr/local/share/ca-certificates/machine.pem \
 && update-ca-certificates >/dev/null
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
CMD ["mvn"]
