#pragma once

// What people write, in the words that the model has learned. The director reads the prompt as it
// does for the world engine, with its dictionary, so a "crimson orb" is a red ball here as well;
// what it understood is told again by the grammar of the training captions (world/tap/captions.h).
// A prompt with nothing in it that the captions know goes to the model as it is.

#include "base/json.h"
#include "base/result.h"
#include "engine/generator.h"
#include "models/mini/tokenizer.h"

#include <cstddef>
#include <string>

namespace hibari::engine {

/// What the model reads, and how long its clips are when nobody says it.
struct RetellOptions {
    const mini::Tokenizer& tokenizer;
    std::size_t tokens = 48;  ///< of the text encoder; what is beyond is not read
    double usual_s = 5.0;
};

struct Retold {
    std::string text;    ///< for the text encoder
    double seconds = 0;  ///< that are to be made
    /// The director's, and "retold", "left_out", "unknown_words", "not_read".
    Json interpretation;
    /// The shot script that is followed: of the whole clip, when one goes on. One take is made, so
    /// of what the prompt or script asks for it has the first shot alone.
    Json script;
};

/// Reads the request's prompt or script; of a clip that goes on, its script and the words for what
/// comes next. Its length is the request's, else the one that the script or the prompt states, up
/// to kMiniSecondsMax, else the usual one. Fails as the director does.
Result<Retold> retell(const ClipRequest& request, const RetellOptions& options);

}  // namespace hibari::engine
