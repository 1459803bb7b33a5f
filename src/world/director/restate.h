// A prompt that tells a whole scene, told over a script that exists: "A cat plays the violin on a
// stage" where a cat played the piano.
#pragma once

#include "world/director/story.h"
#include "world/director/token.h"
#include "world/script/shot_script.h"

#include <span>

namespace hibari::world {

/// Whether what was read tells a scene by itself: it brings its own cast in and lets them do
/// something, and does not speak of anybody it has not named. `told` is read and not finished.
bool stands_alone(const Story& told, std::span<const Token> tokens);

/// Whether a finished scene is that of the script over again, or nearly: most of its cast are there
/// by name and kind, and they do most of what is done in the script.
bool tells_again(const ClipScript& scene, const ClipScript& script);

/// Lays a scene over the script. Whoever has the same name, kind or part in it is the same one,
/// described anew; whatever the words leave open stays. Where nobody is the same the told scene
/// takes the place of the old one, in its light, weather, style, lengths and, unless it needs
/// another, place.
void restate(Story& told, ClipScript& script);

}  // namespace hibari::world
