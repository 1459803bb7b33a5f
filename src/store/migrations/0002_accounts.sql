-- Who may do what, and how much of it.

-- Plans are rows, not code: an operator changes them while the server runs.
CREATE TABLE tiers (
    name TEXT PRIMARY KEY,
    -- Weight of clips per rolling 24 hours (a clip of up to 10 s weighs 1, up to 15 s 2, longer 4).
    allowance BIGINT NOT NULL,
    -- Clips made at the same time, and clips that wait or are made.
    concurrency BIGINT NOT NULL,
    queue_max BIGINT NOT NULL,
    -- Classes are served strictly in order, the largest first.
    priority BIGINT NOT NULL,
    seconds_max BIGINT NOT NULL,
    long_side_max BIGINT NOT NULL,
    -- draft, standard or high.
    quality_max TEXT NOT NULL,
    creates_per_minute BIGINT NOT NULL
);

INSERT INTO tiers
    (name, allowance, concurrency, queue_max, priority, seconds_max, long_side_max, quality_max,
     creates_per_minute)
VALUES
    ('free', 60, 2, 20, 0, 12, 1280, 'standard', 25),
    ('plus', 240, 4, 60, 1, 20, 1792, 'high', 75),
    ('pro', 1200, 10, 200, 2, 20, 1920, 'high', 375),
    ('operator', 1000000000, 64, 100000, 2, 20, 1920, 'high', 1000000);

CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    -- Lower case.
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    -- user or admin.
    role TEXT NOT NULL,
    tier TEXT NOT NULL REFERENCES tiers (name),
    -- active or suspended.
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    -- SHA-256 of the token, in hexadecimal digits.
    token_hash TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account);
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE projects (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX projects_by_account ON projects (account, created_at);

CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- SHA-256 of the key, in hexadecimal digits; the key itself is shown once and kept nowhere.
    key_hash TEXT NOT NULL UNIQUE,
    -- Its first and last characters, by which its owner knows it.
    hint TEXT NOT NULL,
    -- Words separated by spaces: read, write, admin.
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX api_keys_by_project ON api_keys (project, created_at);

-- One row per clip that was asked for; a clip that fails takes its row along, so that only delivered
-- ones count. Outlives the clip: deleting a clip gives nothing back.
CREATE TABLE usage_records (
    video TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    weight BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX usage_by_account ON usage_records (account, created_at);
