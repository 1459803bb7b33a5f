-- What the Videos API serves. Times are microseconds since 1970 in UTC.

CREATE TABLE videos (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- As asked for ("sora-2") and what that meant.
    model TEXT NOT NULL,
    engine TEXT NOT NULL,
    quality TEXT NOT NULL,
    -- queued, in_progress, completed or failed.
    status TEXT NOT NULL,
    -- 0 to 100.
    progress BIGINT NOT NULL,
    prompt TEXT NOT NULL,
    size TEXT NOT NULL,
    -- Of the whole clip, and how many of them were made for it: an extension keeps the others.
    seconds BIGINT NOT NULL,
    made_seconds BIGINT NOT NULL,
    -- How often what it goes back to was extended.
    extensions BIGINT NOT NULL,
    style TEXT NOT NULL,
    seed BIGINT NOT NULL,
    -- create, remix, edit or extension; the last three have a source, which is a video or a blob.
    kind TEXT NOT NULL,
    source TEXT,
    upload TEXT,
    -- The picture it begins with, a blob; and the characters, ids separated by spaces.
    reference TEXT,
    characters TEXT NOT NULL,
    -- The shot script that was followed, JSON.
    script TEXT,
    error_code TEXT,
    error_message TEXT,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    completed_at BIGINT,
    expires_at BIGINT,
    -- Where the blobs of the clip lie; set when it is completed. Each attempt has a place of its
    -- own, so that a worker that was thought dead cannot write over its successor.
    blobs TEXT,
    clip_bytes BIGINT
);
CREATE INDEX videos_by_project ON videos (project, created_at, id);
CREATE INDEX videos_by_account ON videos (account, created_at, id);
CREATE INDEX videos_by_end ON videos (expires_at);
CREATE INDEX videos_by_upload ON videos (upload) WHERE upload IS NOT NULL;
CREATE INDEX videos_by_reference ON videos (reference) WHERE reference IS NOT NULL;

-- Processes that make clips, as they last said of themselves.
CREATE TABLE workers (
    id TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    pid BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE TABLE files (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    content_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT
);
CREATE INDEX files_by_project ON files (project, created_at, id);
CREATE INDEX files_by_end ON files (expires_at);

CREATE TABLE characters (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX characters_by_project ON characters (project, created_at, id);

CREATE TABLE webhook_endpoints (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    -- Types of events separated by spaces.
    events TEXT NOT NULL,
    -- The current secret, and the one before it, which signs too until it ends.
    secret TEXT NOT NULL,
    old_secret TEXT,
    old_secret_until BIGINT,
    -- Why nothing is sent there any more; null while it is.
    disabled_reason TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX webhook_endpoints_by_project ON webhook_endpoints (project, created_at);

-- Written in the transaction that makes the event true, so that none is lost and none is invented.
CREATE TABLE webhook_deliveries (
    id TEXT PRIMARY KEY,
    endpoint TEXT NOT NULL REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
    event_id TEXT NOT NULL,
    event_type TEXT NOT NULL,
    payload TEXT NOT NULL,
    -- pending, delivered or given_up.
    state TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- When it was first to be sent, or was last asked for again: 72 hours are counted from here.
    started_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    finished_at BIGINT,
    last_status BIGINT,
    last_error TEXT
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (state, next_at);
CREATE INDEX webhook_deliveries_by_endpoint ON webhook_deliveries (endpoint, created_at, id);

CREATE TABLE batches (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    endpoint TEXT NOT NULL,
    input_file TEXT NOT NULL,
    output_file TEXT,
    error_file TEXT,
    -- How long its files are kept; null for ever.
    keep_files_seconds BIGINT,
    -- validating, failed, in_progress, finalizing, completed, expired, cancelling or cancelled.
    status TEXT NOT NULL,
    -- What it will be when the clips that are still made have ended: completed, expired or cancelled.
    ends_as TEXT,
    -- 1 while something is left to do for it, the removal of its items included.
    is_open SMALLINT NOT NULL,
    -- Lines by what became of them; total is 0 until the file was read.
    total BIGINT NOT NULL,
    completed BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    -- JSON object of the caller's.
    metadata TEXT,
    -- JSON array: what is wrong with the input file.
    errors TEXT,
    created_at BIGINT NOT NULL,
    in_progress_at BIGINT,
    finalizing_at BIGINT,
    cancelling_at BIGINT,
    finished_at BIGINT,
    expires_at BIGINT NOT NULL
);
CREATE INDEX batches_by_project ON batches (project, created_at, id);
CREATE INDEX batches_open ON batches (is_open, created_at, id);

-- One row per line of the input file, until the batch has ended.
CREATE TABLE batch_items (
    batch TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    -- Of the input file, from 1.
    line BIGINT NOT NULL,
    custom_id TEXT NOT NULL,
    -- The body of the request, JSON.
    request TEXT NOT NULL,
    -- waiting, queued, completed or failed.
    state TEXT NOT NULL,
    -- Set in the transaction that queues it, so that no line gets two.
    video TEXT,
    -- Its line of the output or error file, once it has ended.
    answer TEXT,
    PRIMARY KEY (batch, line)
);
CREATE INDEX batch_items_by_state ON batch_items (batch, state, line);
