-- Every clip that was made here, and by what it is found again: see trust/registry/registry.h. Rows
-- stay when the video is deleted, so that it can still be said what a copy of it is.
CREATE TABLE assets (
    -- 32 bits, random; what the marks in picture and sound carry.
    id BIGINT PRIMARY KEY,
    -- Not a reference: the row outlives it.
    video TEXT NOT NULL UNIQUE,
    engine TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    -- What it looks and sounds like, base64 (trust/fingerprint/clip_fingerprint.h).
    fingerprint TEXT NOT NULL,
    registered_at BIGINT NOT NULL
);
CREATE INDEX assets_by_time ON assets (registered_at, id);
