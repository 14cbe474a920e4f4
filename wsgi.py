"""What a server serves: `granian --interface wsgi wsgi:app`."""

from api.app import create_app
from api.config import BadSetting
from api.http.watching import log_to_stderr

try:
    app = create_app()
except BadSetting as fault:
    raise SystemExit(f"parley: {fault}") from None
log_to_stderr()
