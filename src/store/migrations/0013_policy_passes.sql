-- Prompts that a person let through after the policy had refused or held them.

-- SHA-256 of all that was asked for, so that it is known when it is asked for again; empty of rows
-- from before this migration.
ALTER TABLE policy_decisions ADD COLUMN digest TEXT NOT NULL DEFAULT '';
-- What waits for a person.
CREATE INDEX policy_decisions_held ON policy_decisions (created_at) WHERE verdict = 'review';

CREATE TABLE policy_passes (
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    -- The decision of the person; undone with it.
    cause TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account, digest, cause)
);
CREATE INDEX policy_passes_by_cause ON policy_passes (cause);
