#!/bin/bash
set -euo pipefail

: "${PORT:?alertmanager: PORT is not set}"
# An empty cluster address: one instance, no gossip port.
exec prometheus-alertmanager --config.file=/etc/alertmanager/alertmanager.yml \
    --storage.path=/var/lib/alertmanager --web.listen-address="0.0.0.0:$PORT" \
    --cluster.listen-address= --log.level=warn
