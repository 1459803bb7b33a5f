// Lays what plain words say over one shot of a script: the words are read as if they told of the
// time after the shot, with its cast; what they fix (a look, the light, who does what) then holds
// in the shot itself, and all they leave open stays.
#pragma once

#include "world/director/edits.h"
#include "world/director/story.h"
#include "world/script/shot_script.h"

#include <cstddef>

namespace hibari::world {

/// `story` remembers the script (remember.h); its notes tell what was understood afterwards.
/// `named` means that the words named this shot, so that whoever they speak of comes into it.
void say_edit(
    Story& story, const Edit& edit, ClipScript& script, std::size_t shot, bool named = false
);

}  // namespace hibari::world
