// A scene for prompts that name nobody and nothing: a mood or an idea becomes a place, a light, a
// subject, a camera and music. The scenes are English sentences (lexicon/scenes.cpp) read by the
// same reader; whatever the prompt did say (place, time, weather, camera, style, music) stays.
#pragma once

#include "world/director/story.h"
#include "world/director/token.h"

#include <span>

namespace hibari::world {

/// Fills the only shot of a story without a cast. `tokens` are those of the whole prompt.
void compose_scene(Story& story, DraftShot& draft, std::span<const Token> tokens);

/// Which of the phrases in `words` (separated by '|', also with a plural s) the tokens contain:
/// the longest, or "".
std::string_view find_phrase(std::span<const Token> tokens, std::string_view words);

}  // namespace hibari::world
