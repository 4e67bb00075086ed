#!/bin/sh
# The command line with the settings and under the name of the service: /usr/local/bin/hailong. To be called by root.
set -eu
set -a
. /etc/hailong/hailong.env
set +a
export NODE_ENV=production DATA_DIR=/var/lib/hailong
umask 077
exec setpriv --reuid=hailong --regid=hailong --init-groups --no-new-privs \
  /usr/bin/node /opt/hailong/dist/server/main.js "$@"
