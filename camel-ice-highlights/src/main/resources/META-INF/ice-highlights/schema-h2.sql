-- Licensed under the Apache License, Version 2.0 (the "License");
-- you may not use this file except in compliance with the License.
-- You may obtain a copy of the License at
--
-- http://www.apache.org/licenses/LICENSE-2.0
--
-- Unless required by applicable law or agreed to in writing, software
-- distributed under the License is distributed on an "AS IS" BASIS,
-- WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
-- See the License for the specific language governing permissions and
-- limitations under the License.

-- The table of JdbcJobStore on H2. The store runs this file when autoCreate is on; it can as well be run by hand, also
-- when the table is there. Times are milliseconds since 1970 by the clock of the database. Later versions add nullable
-- columns and nothing else.

CREATE TABLE IF NOT EXISTS ice_highlights_job (
    -- the order of pages
    seq              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- of the release that wrote the row; an older one leaves it alone
    schema_version   INTEGER NOT NULL,
    -- separates applications on one table
    namespace        VARCHAR(64) NOT NULL,
    correlation_id   VARCHAR(255) NOT NULL,
    channel          VARCHAR NOT NULL,
    idempotency_key  VARCHAR NOT NULL,
    -- SHA-256, in hexadecimal digits: texts of any length, compared exactly; key_hash is null when the key has passed to a successor
    channel_hash     VARCHAR(64) NOT NULL,
    key_hash         VARCHAR(64),
    fingerprint      VARCHAR,
    job_type         VARCHAR(64) NOT NULL,
    client_token     VARCHAR,
    supersedes       VARCHAR(255),
    connection_name  VARCHAR,
    region           VARCHAR,
    endpoint         VARCHAR,
    -- JSON; the request is null as soon as ICE has answered
    request          CLOB,
    carried_headers  CLOB,

    state            VARCHAR(32) NOT NULL,
    -- fences off stale holders
    version          BIGINT NOT NULL,
    lease_owner      VARCHAR(255),
    lease_until      BIGINT,
    waiter_owner     VARCHAR(255),
    waiter_until     BIGINT,
    job_id           VARCHAR(255),
    request_id       VARCHAR,
    outcome          VARCHAR(32),
    reserved_at      BIGINT NOT NULL,
    activated_at     BIGINT,
    next_look_at     BIGINT,
    ended_at         BIGINT,
    -- when a hint last asked for a look
    woken_at         BIGINT,
    -- milliseconds that ICE worked on a finished job
    took             BIGINT,
    looks            INTEGER NOT NULL,
    deliveries       INTEGER NOT NULL,
    clips_delivered  INTEGER NOT NULL,
    woken            BOOLEAN NOT NULL,
    delivering       BOOLEAN NOT NULL,
    sendable         BOOLEAN NOT NULL,
    last_error       VARCHAR,

    UNIQUE (namespace, correlation_id),
    UNIQUE (namespace, channel_hash, key_hash),
    -- indexes for claims, healing and the purge; for waiters; for jobs. As constraints they come to be with the table or not at all
    UNIQUE (namespace, state, channel_hash, next_look_at, seq),
    UNIQUE (namespace, state, reserved_at, seq),
    UNIQUE (namespace, state, ended_at, seq),
    UNIQUE (namespace, waiter_owner, next_look_at, seq),
    UNIQUE (namespace, job_id, seq),
    -- how long jobs took
    CONSTRAINT ice_highlights_job_took UNIQUE (namespace, channel_hash, job_type, seq)
);

-- what a table of an older release lacks; the columns last, since nothing is made any more where they are
ALTER TABLE ice_highlights_job ADD CONSTRAINT IF NOT EXISTS ice_highlights_job_took UNIQUE (namespace, channel_hash, job_type, seq);

ALTER TABLE ice_highlights_job ADD COLUMN IF NOT EXISTS woken_at BIGINT;

ALTER TABLE ice_highlights_job ADD COLUMN IF NOT EXISTS took BIGINT;
