// What the owner of a likeness wants to be seen of it wherever it is shown: "a fedora",
// "sunglasses". The director reads "a person wears a fedora", and what that does to a person's look
// is done to everybody with that likeness.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "world/script/shot_script.h"

#include <span>
#include <string>

namespace hibari::world {

struct LikenessWish {
    std::string likeness = {};  ///< as entities name it
    std::string thing = {};     ///< in English, without a verb
    bool must = false;          ///< a script that cannot show it is an error
};

/// Changes the looks in `script`, and says so in `interpretation` ("assumed", or "ignored" for what
/// cannot be shown). `kUnsupported` for what must be shown and cannot: only what people wear can.
Result<void> follow_wishes(
    std::span<const LikenessWish> wishes, ClipScript& script, Json& interpretation
);

}  // namespace hibari::world
