-- Calls for workers that are still to be put into the stream: see store/outbox.h. Written in the
-- transaction that makes the job wait, so that none is lost and none is invented.

CREATE TABLE outbox (
    -- Never used twice: the stream knows a repeated call by it.
    -- sqlite:
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- postgres:
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- all:
    job TEXT NOT NULL
);
