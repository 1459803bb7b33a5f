-- What somebody was asked to do in a recording, until it is answered or too late: see
-- domain/likeness_challenges.h.
CREATE TABLE likeness_challenges (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    -- JSON (trust/likeness/challenge.h).
    challenge TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- 0 until a recording came.
    used_at BIGINT NOT NULL
);
CREATE INDEX likeness_challenges_by_account ON likeness_challenges (account, expires_at);
