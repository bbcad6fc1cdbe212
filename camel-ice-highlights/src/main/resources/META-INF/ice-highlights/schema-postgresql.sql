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

-- The table of JdbcJobStore on PostgreSQL 12 and later. The store runs this file when autoCreate is on; it can as well be run by hand, also
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
    channel          TEXT NOT NULL,
    idempotency_key  TEXT NOT NULL,
    -- SHA-256, in hexadecimal digits: texts of any length, compared exactly; key_hash is null when the key has passed to a successor
    channel_hash     VARCHAR(64) NOT NULL,
    key_hash         VARCHAR(64),
    fingerprint      TEXT,
    job_type         VARCHAR(64) NOT NULL,
    client_token     TEXT,
    supersedes       VARCHAR(255),
    connection_name  TEXT,
    region           TEXT,
    endpoint         TEXT,
    -- JSON; the request is null as soon as ICE has answered
    request          TEXT,
    carried_headers  TEXT,

    state            VARCHAR(32) NOT NULL,
    -- fences off stale holders
    version          BIGINT NOT NULL,
    lease_owner      VARCHAR(255),
    lease_until      BIGINT,
    waiter_owner     VARCHAR(255),
    waiter_until     BIGINT,
    job_id           VARCHAR(255),
    request_id       TEXT,
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
    last_error       TEXT,

    -- what tells rows apart stands first, here and below: as long as a table has no statistics, an index that begins with the
    -- namespace looks as good as any other, and all rows would be read for one
    UNIQUE (correlation_id, namespace),
    UNIQUE (channel_hash, key_hash, namespace)
)
-- room for what changes in no index while a job is claimed and delivered: leases and counts. The row then stays where it is
WITH (fillfactor = 70);

-- claims, healing and the purge
CREATE INDEX IF NOT EXISTS ice_highlights_job_due ON ice_highlights_job (channel_hash, namespace, next_look_at, seq) WHERE state = 'ACTIVE';

CREATE INDEX IF NOT EXISTS ice_highlights_job_reserved ON ice_highlights_job (reserved_at, namespace, seq) WHERE state = 'RESERVED';

CREATE INDEX IF NOT EXISTS ice_highlights_job_ended ON ice_highlights_job (ended_at, namespace, seq) WHERE state IN ('ACKNOWLEDGED', 'REFUSED');

CREATE INDEX IF NOT EXISTS ice_highlights_job_waiter ON ice_highlights_job (waiter_owner, namespace, next_look_at) WHERE waiter_owner IS NOT NULL;

CREATE INDEX IF NOT EXISTS ice_highlights_job_job ON ice_highlights_job (job_id, namespace) WHERE job_id IS NOT NULL;

-- what a table of an older release lacks
ALTER TABLE ice_highlights_job ADD COLUMN IF NOT EXISTS woken_at BIGINT;

ALTER TABLE ice_highlights_job ADD COLUMN IF NOT EXISTS took BIGINT;

-- how long jobs took
CREATE INDEX IF NOT EXISTS ice_highlights_job_took ON ice_highlights_job (channel_hash, job_type, namespace, seq) WHERE activated_at IS NOT NULL;
