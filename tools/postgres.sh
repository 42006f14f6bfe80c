#!/bin/sh
# A private PostgreSQL cluster for tests and benchmarks: in a folder of its own, reached by a Unix socket in that
# folder, so that it meets no other server of the machine and needs no free port.
#
#   tools/postgres.sh start DIR [durable]   makes the cluster where there is none, starts it, prints its address
#   tools/postgres.sh stop DIR              stops it, by the pid it wrote itself
#   tools/postgres.sh run DIR [durable]     start, then stop and delete DIR once standard input closes
#
# It does not wait for the disk unless `durable` is said: benchmarks and crash tests say it, other tests need not.
# Exit code 3 means that the server is not installed (Debian: apt-get install postgresql).
set -eu

usage() {
  sed -n '5,7s/^# *//p' "$0" >&2
  exit 2
}

[ $# -ge 2 ] || usage
command=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)
data=$dir/data

# The newest server that is installed, then whatever is on the path.
bin=
for candidate in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n -r); do
  if [ -x "$candidate/initdb" ]; then bin=$candidate; break; fi
done
if [ -z "$bin" ] && command -v initdb >/dev/null; then bin=$(dirname "$(command -v initdb)"); fi
if [ -z "$bin" ]; then
  echo "postgres.sh: no PostgreSQL server is installed (Debian: apt-get install postgresql)" >&2
  exit 3
fi

# The server refuses to run as root: the account of the system's package stands in.
as_server() {
  if [ "$(id -u)" = 0 ]; then
    (cd "$dir" && exec setpriv --reuid=postgres --regid=postgres --init-groups "$@")
  else
    (cd "$dir" && exec "$@")
  fi
}

address() {
  echo "postgres://postgres@localhost/postgres?host=$dir"
}

start() {
  if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
  chmod 755 "$dir"
  if [ ! -f "$data/PG_VERSION" ]; then
    as_server "$bin/initdb" --pgdata="$data" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync \
      >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
  fi
  options="-c listen_addresses= -c unix_socket_directories=$dir -c max_connections=300"
  if [ "${1:-}" != durable ]; then
    options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  fi
  # Nothing of the server may keep hold of this script's standard output, or its reader would wait for ever.
  as_server "$bin/pg_ctl" start --pgdata="$data" --wait --silent --log="$dir/server.log" --options="$options" \
    >/dev/null 2>&1 </dev/null || { cat "$dir/server.log" >&2; exit 1; }
  address
}

stop() {
  if [ -f "$data/postmaster.pid" ]; then
    as_server "$bin/pg_ctl" stop --pgdata="$data" --mode=fast --wait --silent
  fi
}

case $command in
  start) start "${3:-}" ;;
  stop) stop ;;
  run)
    # Whoever started us may be interrupted: the cluster goes with it all the same.
    trap '' INT TERM HUP
    start "${3:-}"
    exec >/dev/null
    cat >/dev/null
    stop
    rm -rf "$dir"
    ;;
  *) usage ;;
esac
