#!/bin/bash
# Renders the ports into the configuration (Prometheus cannot read its environment) and starts it.
set -euo pipefail

: "${PORT:?prometheus: PORT is not set}" "${ALERTMANAGER_PORT:?prometheus: ALERTMANAGER_PORT is not set}"
sed -e "s/@PORT@/$PORT/g" -e "s/@ALERTMANAGER_PORT@/$ALERTMANAGER_PORT/g" \
    /etc/prometheus/prometheus.yml.in > /tmp/prometheus.yml

exec prometheus --config.file=/tmp/prometheus.yml --storage.tsdb.path=/var/lib/prometheus \
    --storage.tsdb.retention.time=15d --web.listen-address="0.0.0.0:$PORT" --web.enable-lifecycle \
    --log.level=warn
