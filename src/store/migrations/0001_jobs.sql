-- The queue: see store/job_queue.h.

-- One row per waiting or running job; a finished one is gone.
CREATE TABLE jobs (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running')),
    priority BIGINT NOT NULL,
    queued_at BIGINT NOT NULL,
    -- When it began to run for the last time.
    run_at BIGINT,
    attempt BIGINT NOT NULL DEFAULT 0,
    attempts_max BIGINT NOT NULL,
    worker TEXT,
    -- Grows with every claim; never goes back.
    lease_token BIGINT NOT NULL,
    lease_until BIGINT,
    cancel_requested SMALLINT NOT NULL DEFAULT 0,
    CHECK (state = 'queued' OR (worker IS NOT NULL AND lease_until IS NOT NULL))
);

CREATE INDEX jobs_waiting ON jobs (account, priority DESC, queued_at, id) WHERE state = 'queued';
CREATE INDEX jobs_oldest ON jobs (queued_at) WHERE state = 'queued';
CREATE INDEX jobs_leases ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_workers ON jobs (worker) WHERE state = 'running';

-- Per account: counters kept in the transaction that changes jobs, so that the next job is found
-- without looking at all that wait.
CREATE TABLE job_shares (
    account TEXT NOT NULL PRIMARY KEY,
    queued BIGINT NOT NULL CHECK (queued >= 0),
    running BIGINT NOT NULL CHECK (running >= 0),
    concurrency BIGINT NOT NULL CHECK (concurrency > 0),
    -- The highest of its waiting jobs.
    priority BIGINT NOT NULL,
    last_claim_at BIGINT NOT NULL
);

CREATE INDEX job_shares_next ON job_shares (priority DESC, running, last_claim_at, account, concurrency)
    WHERE queued > 0;
