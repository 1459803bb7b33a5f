-- What the policy said. Times are microseconds since 1970 in UTC.

CREATE TABLE policy_decisions (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL,
    account TEXT NOT NULL,
    -- The clip it was about; null of what was refused before there was one, and of names.
    video TEXT,
    -- prompt, upload, transcript, frames or post.
    stage TEXT NOT NULL,
    -- allow, allow_with_label, review or refuse.
    verdict TEXT NOT NULL,
    -- The weightiest finding's; empty when there is none.
    rule TEXT NOT NULL,
    category TEXT NOT NULL,
    -- What could be looked at: prompt (text alone) or script (spoken lines and what is shown).
    basis TEXT NOT NULL,
    -- trust/policy/decision.h, JSON; and what was judged, JSON, cut to what a person needs.
    decision TEXT NOT NULL,
    judged TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX policy_decisions_by_account ON policy_decisions (account, created_at);
CREATE INDEX policy_decisions_by_video ON policy_decisions (video) WHERE video IS NOT NULL;
CREATE INDEX policy_decisions_by_time ON policy_decisions (created_at, id);

-- Prompts that a clip goes back to, oldest first, a JSON array: kept here, so that deleting the
-- source does not make what was made of it look harmless.
ALTER TABLE videos ADD COLUMN lineage TEXT NOT NULL DEFAULT '[]';
-- What must be shown with it, words separated by spaces.
ALTER TABLE videos ADD COLUMN labels TEXT NOT NULL DEFAULT '';
