#!/bin/sh
# Exchanges the web containers for new ones without a failed request: starts the new beside the old,
# lets the proxy ask the new alone, and stops the old when they have answered what they had begun.
#
#   docker compose build web && deploy/restart.sh
set -eu
cd "$(dirname "$0")/.."
patience=${PATIENCE:-180}

stop() {
    echo "restart: $1" >&2
    exit 1
}
proxy() {
    docker compose exec -T proxy "$@"
}
ids() { # ids COLOUR: the web containers of a colour, running or not
    for id in $(docker compose ps --all --quiet web); do
        docker inspect --format '{{range .NetworkSettings.Networks}}{{.Aliases}}{{end}}' "$id" |
            grep -q "web-$1\b" && echo "$id"
    done
    return 0
}

proxy true 2>/dev/null || stop "the proxy does not run: docker compose up --detach --wait"
[ -n "$(docker compose ps --quiet web)" ] || stop "no web runs: docker compose up --detach --wait"
if [ -n "$(ids blue)" ]; then was=blue now=green; else was=green now=blue; fi
[ -z "$(ids blue)" ] || [ -z "$(ids green)" ] ||
    stop "an earlier restart was broken off; put it right: docker compose up --detach --wait"
count=$(ids $was | wc -l)

echo "starting $count $now beside $count $was"
if ! COLOUR=$now docker compose up --detach --no-recreate --wait \
    --wait-timeout "$patience" --scale "web=$((count * 2))" web >/dev/null; then
    for id in $(ids $now); do
        docker logs --tail 5 "$id" >&2
        docker rm --force "$id" >/dev/null
    done
    stop "the new containers do not become ready; those before go on"
fi

proxy touch "/tmp/ask-$now"
sleep 2
echo "the proxy asks $now"
for id in $(ids $was); do
    docker stop --time 30 "$id" >/dev/null
    docker rm "$id" >/dev/null
done
proxy rm "/tmp/ask-$now"

# The colour stands in .env, so that `docker compose up` finds what runs as it is to be.
grep -sv '^COLOUR=' .env >.env.new || true
echo "COLOUR=$now" >>.env.new
mv .env.new .env
echo "$count $now serve"
