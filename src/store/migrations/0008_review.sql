-- Reports, requests for removal, what moderators decide, and how it is undone.

-- What somebody has to decide. Reports about one thing join the case that is open.
CREATE TABLE review_cases (
    id TEXT PRIMARY KEY,
    -- reports, removals, appeals, enrolments or policy.
    queue TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- Whose it is; null when that is nobody's business (a name somebody wants blocked).
    account TEXT,
    -- The gravest category it was reported under.
    category TEXT NOT NULL,
    priority BIGINT NOT NULL,
    -- open, escalated or decided.
    state TEXT NOT NULL,
    reports BIGINT NOT NULL,
    -- The moderator who works at it, and until when it is his alone.
    claimed_by TEXT,
    claimed_until BIGINT,
    -- Of an appeal: the decision, and those who may not decide again, separated by spaces.
    decision TEXT,
    excluded TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    decided_at BIGINT
);
CREATE UNIQUE INDEX review_cases_open
    ON review_cases (queue, subject_kind, subject, coalesce(decision, '')) WHERE state <> 'decided';
CREATE INDEX review_cases_by_urgency ON review_cases (state, queue, due_at);
CREATE INDEX review_cases_by_time ON review_cases (created_at, id);

CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    review_case TEXT NOT NULL REFERENCES review_cases (id) ON DELETE CASCADE,
    -- Null of an account that is gone, and of requests for removal.
    reporter TEXT REFERENCES accounts (id) ON DELETE SET NULL,
    category TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX reports_once ON reports (review_case, reporter) WHERE reporter IS NOT NULL;
CREATE INDEX reports_by_reporter ON reports (reporter, created_at);

-- The public form; whoever sends it needs no account and follows it with a token.
CREATE TABLE removal_requests (
    id TEXT PRIMARY KEY,
    review_case TEXT NOT NULL REFERENCES review_cases (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL,
    reason TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    -- As the law wants it: who signs, how to reach them, where it is, what is wrong.
    signature TEXT NOT NULL,
    contact TEXT NOT NULL,
    location TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    -- Null until the case is decided.
    outcome TEXT,
    answered_at BIGINT
);
CREATE INDEX removal_requests_by_case ON removal_requests (review_case);

CREATE TABLE decisions (
    id TEXT PRIMARY KEY,
    review_case TEXT NOT NULL REFERENCES review_cases (id) ON DELETE CASCADE,
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    account TEXT,
    -- none, warn, remove, delete, suspend.
    action TEXT NOT NULL,
    category TEXT NOT NULL,
    -- Null: the clock decided, for the time being.
    moderator TEXT,
    -- Of what cannot be undone: the second one who agreed.
    approved_by TEXT,
    -- Statement of reasons, JSON.
    statement TEXT NOT NULL,
    -- What the moderator noted; never shown.
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- The decision that undid it.
    reversed_by TEXT,
    reversed_at BIGINT
);
CREATE INDEX decisions_by_case ON decisions (review_case);
CREATE INDEX decisions_by_account ON decisions (account, created_at);
CREATE INDEX decisions_by_time ON decisions (created_at, id);

CREATE TABLE strikes (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    undone_at BIGINT
);
CREATE INDEX strikes_by_account ON strikes (account, created_at);
CREATE INDEX strikes_by_decision ON strikes (decision);

CREATE TABLE appeals (
    id TEXT PRIMARY KEY,
    decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    review_case TEXT NOT NULL REFERENCES review_cases (id) ON DELETE CASCADE,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    -- open, upheld or overturned.
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    decided_at BIGINT
);
CREATE UNIQUE INDEX appeals_once ON appeals (decision, account);

-- Names that may not be depicted, and who may after all.
CREATE TABLE depictions (
    id TEXT PRIMARY KEY,
    -- do_not_depict (a living person), estate (a dead one) or work (a character, a franchise).
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Other spellings, one a line.
    aliases TEXT NOT NULL,
    -- Who asks: signature, contact, evidence.
    signature TEXT NOT NULL,
    contact TEXT NOT NULL,
    evidence TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    -- requested, active, refused or withdrawn.
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT
);
CREATE INDEX depictions_by_state ON depictions (state, created_at, id);

-- The rights holder's own say: an account that may, or everybody when it is empty.
CREATE TABLE depiction_permits (
    depiction TEXT NOT NULL REFERENCES depictions (id) ON DELETE CASCADE,
    account TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (depiction, account)
);
