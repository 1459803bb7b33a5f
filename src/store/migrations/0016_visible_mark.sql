-- The handle that the visible mark in a clip's pictures shows; empty of clips without the mark, and
-- of those from before this migration.
ALTER TABLE videos ADD COLUMN visible_mark TEXT NOT NULL DEFAULT '';
