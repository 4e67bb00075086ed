#!/bin/sh
# The command line with the settings and under the name of the service: /usr/local/bin/hailong. To be called by root.
set -eu
# As systemd reads the same file, and no shell: blanks, `$` and `&` in a value are its own, quotes round it are not.
while IFS= read -r line || [ -n "$line" ]; do
  case $line in [A-Z]*=*) ;; *) continue ;; esac
  value=${line#*=}
  while [ "$value" != "${value%[[:space:]]}" ]; do value=${value%[[:space:]]}; done
  case $value in
    \"*\") value=${value#?} value=${value%?} ;;
    \'*\') value=${value#?} value=${value%?} ;;
  esac
  export "${line%%=*}=$value"
done < /etc/hailong/hailong.env
export NODE_ENV=production DATA_DIR=/var/lib/hailong
umask 077
exec setpriv --reuid=hailong --regid=hailong --init-groups --no-new-privs \
  /usr/bin/node /opt/hailong/dist/server/main.js "$@"
