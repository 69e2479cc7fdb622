# syntax=docker/dockerfile:1
# Stage 1 makes the environment with locked, hashed dependencies; stage 2 carries only what runs.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/dondoc
WORKDIR /src
COPY requirements.lock ./
RUN /opt/dondoc/bin/pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY jobs jobs
COPY texts texts
COPY actions actions
COPY models models
COPY domain domain
COPY locales locales
RUN /opt/dondoc/bin/pip install --no-deps .

FROM python:3.13-slim
LABEL org.opencontainers.image.title="dondoc" \
      org.opencontainers.image.description="A chat assistant that remembers who owns which task" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --home-dir /data dondoc && install -d -o dondoc -g dondoc /data
COPY --from=build /opt/dondoc /opt/dondoc
ENV PATH="/opt/dondoc/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    DONDOC_DATABASE_URL="sqlite+aiosqlite:////data/dondoc.db" \
    DONDOC_LOG_FORMAT=json
USER dondoc
WORKDIR /data
VOLUME /data
# Healthy: the clock of the assistant ticked a moment ago.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["dondoc", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["dondoc"]
CMD ["run"]
