// Edits that change who is there: replaced, taken away, more or fewer, and what all of them are
// coloured by.
#pragma once

#include "world/director/edits.h"
#include "world/director/story.h"
#include "world/script/shot_script.h"

#include <cstddef>
#include <set>
#include <span>
#include <string>

namespace hibari::world {

/// The shots of the script that an edit is about.
using ShotNumbers = std::span<const std::size_t>;

/// What the edit's words name is what its other words say. `story` remembers the script.
void replace_cast(Story& story, const Edit& edit, ClipScript& script, ShotNumbers shots);

/// What the words name is gone: somebody, something worn, weather, a sound, the music, the lines.
void remove_named(Story& story, const Edit& edit, ClipScript& script, ShotNumbers shots);

/// There are as many as the words say. False when there is none of them, so that they must come in.
bool count_cast(Story& story, const Edit& edit, ClipScript& script, ShotNumbers shots);

/// Those of the words are bigger or smaller by the edit's factor.
void scale_cast(Story& story, const Edit& edit, ClipScript& script, ShotNumbers shots);

/// Clothes and made things take the colours of the words, in turn.
void paint(Story& story, const Edit& edit, ClipScript& script, ShotNumbers shots);

/// A draft with everybody of those shots in it, for words that are looked at but not read.
DraftShot everybody_of(const Story& story, ShotNumbers shots);

/// Takes entities out of a shot, with all they do and say and what is done with them.
void take_away(Shot& shot, const std::set<std::string>& ids);

}  // namespace hibari::world
