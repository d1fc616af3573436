#!/bin/sh
# Serve the site on $HOST:$PORT until it is told to stop. A worker that dies is replaced: without that option
# one lost worker would end the whole server. Ctrl-C reaches the workers twice, from the terminal and from
# their parent, and one that then hangs is ended after three seconds.
exec .venv/bin/granian --interface wsgi --no-ws --host "$HOST" --port "$PORT" \
    --workers 2 --blocking-threads 4 --respawn-failed-workers --workers-kill-timeout 3 \
    --log-level warning config.wsgi:application
