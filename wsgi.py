"""What a server serves: `granian --interface wsgi wsgi:app`."""

from api.http import leaving

leaving.end_at_once()

from api.app import create_app  # noqa: E402 - loading takes a while, in which it may be ended
from api.config import BadSetting  # noqa: E402
from api.database import engine, keep_looking  # noqa: E402
from api.http.watching import log_to_stderr  # noqa: E402

try:
    app = create_app()
except BadSetting as fault:
    raise SystemExit(f"parley: {fault}") from None
log_to_stderr()
if leaving.is_supervised():  # a worker of a server, no command of ours
    keep_looking(engine())
gate = leaving.Gate(app.wsgi_app, app.config["PARLEY"].body_seconds)
app.wsgi_app = gate  # type: ignore[method-assign]
leaving.heed(gate)
