FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt \
    && /venv/bin/pip uninstall --yes pip
WORKDIR /app
COPY wsgi.py ./
COPY schemas schemas
COPY api api
COPY migrations migrations
COPY seeds seeds
RUN python -m compileall -q /app /venv

# `flask backup` and `flask restore`: the same code, with the tools of the database's own version.
FROM postgres:17 AS backup
# The versions are those of the base's Debian, whose fixes are wanted.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends libsqlite3-0 libffi8 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin parley
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 EXPORTS=/exports BACKUPS=/backups
COPY --from=build /usr/local /usr/local
COPY --from=build /venv /venv
COPY --from=build /app /app
RUN ldconfig && install --directory --owner=10001 /exports /backups
WORKDIR /app
USER 10001
ENTRYPOINT ["python", "-m", "flask", "--app", "wsgi"]
CMD ["backup"]

FROM python:3.13-slim AS web
LABEL org.opencontainers.image.title="Parley" \
      org.opencontainers.image.description="A REST API for conflict and peace-process data" \
      org.opencontainers.image.licenses="MIT"
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8000 \
    EXPORTS=/exports BACKUPS=/backups
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin parley \
    && install --directory --owner=10001 /exports /backups
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/readyz', timeout=3)"]
CMD ["python", "-m", "flask", "--app", "wsgi", "serve"]
