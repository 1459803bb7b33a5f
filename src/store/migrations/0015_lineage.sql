-- What was made from what. Rows stay when a clip is deleted: what was made of a deleted remix still
-- goes back to the clip before it, and is taken along when that one has to go.
CREATE TABLE lineage_edges (
    video TEXT PRIMARY KEY,
    source TEXT NOT NULL
);
CREATE INDEX lineage_edges_by_source ON lineage_edges (source);
INSERT INTO lineage_edges (video, source)
    SELECT id, source FROM videos WHERE source IS NOT NULL;
