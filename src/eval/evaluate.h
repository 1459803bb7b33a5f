#pragma once

// Many clips of an engine, measured, beside the simulator's own clips of the same scenes.
//
// What the instruments make of the simulator's clips is the floor: no engine can be seen to do
// better, and a figure that misses its target there says something about the instrument.

#include "base/json.h"
#include "base/progress.h"
#include "base/result.h"
#include "engine/generator.h"
#include "eval/measure.h"
#include "media/frame.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace hibari::eval {

/// Which scenes are drawn: with combinations of shape, colour, deed and look that training shows,
/// or with one that it never shows.
enum class Scenes : std::uint8_t {
    kTrained,
    kHeldOut,
    kInTurn,  ///< and the difference is a figure
};

struct EvaluateOptions {
    int clips = 24;
    std::uint64_t seed = 1;
    media::FrameSize size{288, 160};
    double seconds = 4.0;
    Scenes scenes = Scenes::kTrained;
    /// So many clips of training are looked for the one that is nearest; 0 for none.
    int training_clips = 0;
    engine::Quality quality = engine::Quality::kStandard;
    /// Keep pictures of the first clips for a sheet.
    bool sheet = false;
};

inline constexpr int kClipsMax = 10'000;
inline constexpr int kTrainingClipsMax = 100'000;
inline constexpr double kEvaluateSecondsMax = 10.0;
inline constexpr int kFailuresMax = 5;

/// A row of the table.
struct Figure {
    const MetricInfo* info = nullptr;
    Reading made = {};
    Reading floor = {};
    std::optional<bool> passes = std::nullopt;
    std::optional<bool> floor_passes = std::nullopt;
};

/// A clip that the engine could not make.
struct FailedClip {
    int index = 0;
    std::string prompt = {};
    std::string message = {};
};

struct Evaluation {
    std::string engine = {};
    std::vector<Figure> figures = {};
    std::vector<FailedClip> failed = {};
    Json clips = {};  ///< everything, clip by clip
    /// Frames of the first cases with boxes around what was found, one row of the engine and one of
    /// the simulator each; empty unless asked for.
    std::optional<media::Frame> sheet = std::nullopt;
};

/// A clip that the engine cannot make counts as missed in all that its prompt promises. Fails with
/// `invalid_argument` for options out of range, with `cancelled`, with what the engine fails with
/// when it makes none of the first kFailuresMax clips, or with what the simulator fails with.
/// `simulator` is the engine `world`.
Result<Evaluation> evaluate(
    const EvaluateOptions& options,
    engine::Generator& generator,
    engine::Generator& simulator,
    Progress& progress,
    std::stop_token stop
);

}  // namespace hibari::eval
