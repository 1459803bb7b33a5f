-- The latest clips of a kind and the latest of all, by which the wait of others is estimated: see
-- domain/wait_estimate.h.
CREATE INDEX videos_made ON videos (engine, quality, completed_at) WHERE status = 'completed';
CREATE INDEX videos_latest ON videos (created_at);
