-- What may not be shown any more, and what people have to be told about it.

-- One row per reason why a thing is kept from everybody: it is shown again when the last one is
-- lifted. Kinds of subjects: video, post, account, message, comment, likeness.
CREATE TABLE withholdings (
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- The decision, grant or notice that asks for it, and what kind of thing that is: moderation,
    -- consent or rights.
    cause TEXT NOT NULL,
    cause_kind TEXT NOT NULL,
    -- A sentence for whoever asks.
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (subject_kind, subject, cause)
);
CREATE INDEX withholdings_by_cause ON withholdings (cause);

-- The reason of the oldest withholding of that video; null while it is shown.
ALTER TABLE videos ADD COLUMN withheld TEXT;

-- What an account is told: a sentence, what it is about, and what can be done.
CREATE TABLE notices (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- Dotted: "moderation.removed", "likeness.used".
    kind TEXT NOT NULL,
    subject_kind TEXT,
    subject TEXT,
    text TEXT NOT NULL,
    -- JSON object with what a program needs; null for nothing.
    details TEXT,
    created_at BIGINT NOT NULL,
    read_at BIGINT
);
CREATE INDEX notices_by_account ON notices (account, created_at, id);
CREATE INDEX videos_by_source ON videos (source) WHERE source IS NOT NULL;
