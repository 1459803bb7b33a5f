-- Who may use whose likeness, and everything that was made with it: see trust/consent/consent.h.

-- unknown, child, teen or adult. Whoever is not known to be an adult is treated as a teen.
ALTER TABLE accounts ADD COLUMN age_band TEXT NOT NULL DEFAULT 'unknown';

CREATE TABLE likenesses (
    id TEXT PRIMARY KEY,
    -- An account; not a reference, because what is left of a deleted likeness outlives it.
    owner TEXT NOT NULL,
    -- person, animal or object.
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Lower case, without the @; null once it is deleted.
    handle TEXT UNIQUE,
    -- pending_review, active, revoked or deleted.
    state TEXT NOT NULL,
    -- Key of the blob with what was made from the recording; null once that was removed.
    pack TEXT,
    -- SHA-256 of what the enrolment was decided by, in hexadecimal digits.
    evidence TEXT NOT NULL,
    -- Every change makes the version one larger.
    grant_id TEXT NOT NULL UNIQUE,
    grant_version BIGINT NOT NULL,
    -- only_me, approved, mutuals or everyone.
    level TEXT NOT NULL,
    preferences TEXT NOT NULL,
    restrictions TEXT NOT NULL,
    strict SMALLINT NOT NULL,
    voice SMALLINT NOT NULL,
    remix SMALLINT NOT NULL,
    expires_at BIGINT,
    -- SHA-256 of the text that was agreed to.
    notice TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX likenesses_by_owner ON likenesses (owner, created_at, id);
CREATE INDEX likenesses_by_state ON likenesses (state, created_at, id);

-- What the owner says of single people; allow or deny.
CREATE TABLE likeness_people (
    likeness TEXT NOT NULL REFERENCES likenesses (id) ON DELETE CASCADE,
    account TEXT NOT NULL,
    verdict TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (likeness, account)
);

-- People who ask. One open request each.
CREATE TABLE likeness_requests (
    id TEXT PRIMARY KEY,
    likeness TEXT NOT NULL REFERENCES likenesses (id) ON DELETE CASCADE,
    account TEXT NOT NULL,
    message TEXT NOT NULL,
    -- pending, approved or declined.
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    decided_at BIGINT
);
CREATE INDEX likeness_requests_by_likeness ON likeness_requests (likeness, created_at, id);
CREATE INDEX likeness_requests_by_account ON likeness_requests (account, created_at, id);
CREATE UNIQUE INDEX likeness_requests_open ON likeness_requests (likeness, account)
    WHERE state = 'pending';

-- One row per version of a grant: what was consented to.
CREATE TABLE consent_receipts (
    id TEXT PRIMARY KEY,
    likeness TEXT NOT NULL,
    owner TEXT NOT NULL,
    grant_version BIGINT NOT NULL,
    -- JSON: everything but who issued it.
    facts TEXT NOT NULL,
    -- The signed receipt; null until it was asked for first.
    jws TEXT,
    created_at BIGINT NOT NULL,
    UNIQUE (likeness, grant_version)
);
CREATE INDEX consent_receipts_by_owner ON consent_receipts (owner, created_at, id);

-- Everything in which a likeness is, and the grant it was made under. Kinds: video (a job, then a
-- draft), remix (the edge to what a video was made from), post, export (a download by somebody) and
-- cache.
CREATE TABLE likeness_uses (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    likeness TEXT NOT NULL,
    -- The video that it is of, and who made or took it.
    video TEXT NOT NULL,
    account TEXT NOT NULL,
    grant_id TEXT NOT NULL,
    grant_version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (kind, subject, likeness)
);
CREATE INDEX likeness_uses_by_likeness ON likeness_uses (likeness, kind, created_at, subject);
CREATE INDEX likeness_uses_by_video ON likeness_uses (video, likeness);

-- Blobs that have to go, until they are gone; whole folders where the key ends with a slash.
CREATE TABLE blob_removals (
    key TEXT PRIMARY KEY,
    -- Whose removal it belongs to, for the receipt; null for nobody's.
    likeness TEXT,
    asked_at BIGINT NOT NULL
);
CREATE INDEX blob_removals_by_likeness ON blob_removals (likeness) WHERE likeness IS NOT NULL;

-- Who follows whom: mutuals follow each other.
CREATE TABLE follows (
    follower TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    followee TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (follower, followee)
);
CREATE INDEX follows_by_followee ON follows (followee, follower);

CREATE TABLE blocks (
    blocker TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    blocked TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (blocker, blocked)
);
CREATE INDEX blocks_by_blocked ON blocks (blocked, blocker);

-- A clip that everybody may see.
CREATE TABLE posts (
    id TEXT PRIMARY KEY,
    video TEXT NOT NULL UNIQUE REFERENCES videos (id) ON DELETE CASCADE,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    caption TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX posts_by_time ON posts (created_at, id);
CREATE INDEX posts_by_account ON posts (account, created_at, id);
