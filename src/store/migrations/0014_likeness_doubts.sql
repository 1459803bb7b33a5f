-- Why a person has to look at a likeness that waits, one sentence a line; empty once it was decided.
ALTER TABLE likenesses ADD COLUMN doubts TEXT NOT NULL DEFAULT '';
