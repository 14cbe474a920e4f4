"""What a server serves: `granian --interface wsgi wsgi:app`."""

from api.app import create_app

app = create_app()
