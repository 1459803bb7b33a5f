// A script that exists, as the story it would be had it just been read: so that further words can
// speak of its cast ("he", "the second dog", "both") and go on with what is done in it.
#pragma once

#include "world/director/story.h"
#include "world/script/shot_script.h"

#include <string_view>

namespace hibari::world {

/// Fills the cast and the shots of `story`, which has its tools and nothing else. What stands in a
/// continuation belongs to the draft of its shot. Cast members keep their ids. Things the catalogue
/// does not have are left out.
void remember(const ClipScript& script, Story& story);

/// The member of that id, or -1.
int member_of(const Story& story, std::string_view id);

/// The draft in which words about the time after `before` are read: its cast is there, its deeds
/// are past but can be spoken of, and place, time, weather and camera are still to be told.
DraftShot next_of(const DraftShot& before);

/// Takes the past out of such a draft again: what is left, the words have added.
void drop_past(const DraftShot& before, DraftShot& now);

}  // namespace hibari::world
