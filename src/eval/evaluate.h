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

struct EvaluateOptions {
    int clips = 24;
    std::uint64_t seed = 1;
    media::FrameSize size{288, 160};
    double seconds = 4.0;
    bool held_out = false;
    engine::Quality quality = engine::Quality::kStandard;
    /// Keep pictures of the first clips for a sheet.
    bool sheet = false;
};

inline constexpr int kClipsMax = 10'000;
inline constexpr double kEvaluateSecondsMax = 10.0;

/// A row of the table.
struct Figure {
    const MetricInfo* info = nullptr;
    std::optional<double> value = std::nullopt;
    std::optional<double> floor = std::nullopt;
    std::size_t count = 0;  ///< samples of the engine, of `value`
    std::size_t floor_count = 0;
    std::optional<bool> passes = std::nullopt;
    std::optional<bool> floor_passes = std::nullopt;
};

struct Evaluation {
    std::string engine = {};
    std::vector<Figure> figures = {};
    Json clips = {};  ///< everything, clip by clip
    /// Frames of the first cases with boxes around what was found, one row of the engine and one of
    /// the simulator each; empty unless asked for.
    std::optional<media::Frame> sheet = std::nullopt;
};

/// Fails with `invalid_argument` for options out of range, with `cancelled`, or with what an engine
/// fails with; then nothing is told. `simulator` is the engine `world`.
Result<Evaluation> evaluate(
    const EvaluateOptions& options,
    engine::Generator& generator,
    engine::Generator& simulator,
    Progress& progress,
    std::stop_token stop
);

/// The table for people.
std::string to_table(const Evaluation& evaluation, const EvaluateOptions& options);

Json to_json(const Evaluation& evaluation, const EvaluateOptions& options);

}  // namespace hibari::eval
