#pragma once

// What people write, in the words that the model has learned. The director reads the prompt as it
// does for the world engine, with its dictionary, so a "crimson orb" is a red ball here as well;
// what it understood is told again by the grammar of the training captions (world/tap/captions.h).
// A prompt with nothing in it that the captions know goes to the model as it is.

#include "base/json.h"
#include "base/result.h"
#include "engine/generator.h"
#include "models/mini/tokenizer.h"

#include <string>

namespace hibari::engine {

struct Retold {
    std::string text;     ///< for the text encoder
    Json interpretation;  ///< the director's, and "retold", "left_out", "unknown_words"
    Json script;          ///< the shot script that was understood
};

/// Reads the request's prompt or script; of a clip that goes on without words, its own script.
/// Fails as the director does.
Result<Retold> retell(const ClipRequest& request, const mini::Tokenizer& tokenizer);

}  // namespace hibari::engine
