// Mouth shapes from phonemes.
#pragma once

#include "world/sound/voice/flite_voice.h"
#include "world/timeline/timeline.h"

#include <span>
#include <string_view>
#include <vector>

namespace hibari::world::sound {

/// How the mouth stands for a phoneme of the CMU set.
struct Viseme {
    float open = 0.2F;
    float width = 0.5F;
    bool closes = false;  ///< lips must touch: m, b, p
    bool vowel = false;
};

Viseme viseme_of(std::string_view phone);

/// Keys for phones whose end times are those of the finished line. `effort` scales the opening:
/// 1 speaking, above shouting, below whispering. Begins and ends with a closed mouth.
std::vector<MouthKey> mouth_keys(std::span<const Phone> phones, float effort);

}  // namespace hibari::world::sound
