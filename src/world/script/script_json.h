// The shot script as JSON: what `--script` prints and `--from-script` reads.
//
// Writing leaves out members that have their usual value, so a script stays short; reading fills
// them in again, and the round trip is exact. Reading is strict: unknown keys, values out of range,
// ids that do not resolve and unknown names are errors that name the field. The names of things,
// places, materials and sounds are open vocabularies owned by other libraries, which is why the
// caller passes them in (the director's check_script.h passes the catalogue).
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "world/script/shot_script.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace hibari::world {

/// Limits of a script; the reader enforces them and the director keeps them.
struct ScriptLimits {
    static constexpr std::size_t kShotsMax = 12;
    static constexpr std::size_t kContinuationsMax = 6;  ///< of a shot
    static constexpr std::size_t kEntitiesMax = 64;      ///< of a shot with its continuations
    static constexpr std::size_t kActionsMax = 128;      ///< of a shot, and of each continuation
    static constexpr std::size_t kLinesMax = 32;         ///< likewise
    static constexpr std::size_t kSoundsMax = 16;        ///< likewise
    static constexpr std::size_t kRelationsMax = 8;
    static constexpr std::size_t kLineLettersMax = 600;  ///< code points
    static constexpr std::size_t kIdBytesMax = 48;
    static constexpr std::size_t kCalledBytesMax = 160;
    static constexpr float kShotSecondsMin = 1.0F;
    static constexpr float kShotSecondsMax = 20.0F;    ///< of a continuation likewise
    static constexpr float kWholeSecondsMax = 120.0F;  ///< of a shot with its continuations
    static constexpr int kRepeatMax = 20;
    static constexpr int kTurnsMax = 6;
    static constexpr int kStepMax = 31;
};

/// The names that the open string fields may have. An empty list leaves its field unchecked.
struct ScriptVocabulary {
    std::vector<std::string_view> things;
    std::vector<std::string_view> places;
    std::vector<std::string_view> materials;
    std::vector<std::string_view> sounds;
};

Json to_json(const ClipScript& script);

/// Reads a script. Errors are kInvalidArgument and carry the path of the field.
Result<ClipScript> parse_script(const Json& json, const ScriptVocabulary& vocabulary = {});

}  // namespace hibari::world
