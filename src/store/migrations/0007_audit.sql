-- The record of every consent, moderation and admin act: see trust/audit/log.h.

CREATE TABLE audit_head (
    -- Always 1: locking this row is what puts acts into one order.
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    size BIGINT NOT NULL,
    -- Roots of the perfect subtrees, largest first, 64 hexadecimal digits each.
    frontier TEXT NOT NULL
);
INSERT INTO audit_head (id, size, frontier) VALUES (1, 0, '');

-- Never changed and never removed.
CREATE TABLE audit_leaves (
    leaf BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- The bytes that are hashed, JSON; nothing in them tells of a person.
    entry TEXT NOT NULL,
    -- Of the perfect subtrees that end with this leaf, from the leaf itself upwards.
    hashes TEXT NOT NULL
);
CREATE INDEX audit_leaves_by_kind ON audit_leaves (kind, leaf);

-- What the entries only have a salted hash of: who did it, whom it is about, what tells of people.
-- May be erased without the log becoming wrong.
CREATE TABLE audit_sealed (
    leaf BIGINT NOT NULL,
    -- actor, subject or personal.
    field TEXT NOT NULL,
    salt TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (leaf, field)
);
CREATE INDEX audit_sealed_by_value ON audit_sealed (value, field, leaf) WHERE field <> 'personal';

-- Signed statements of what the log was: see trust/audit/checkpoint.h.
CREATE TABLE audit_checkpoints (
    size BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    note TEXT NOT NULL
);
