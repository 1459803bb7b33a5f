#pragma once

// How far a long piece of work has come. One Progress travels with a clip from the first word to
// the last byte: each stage names itself and counts what it has done; whoever shows it gets a
// Report with a fraction over all stages. Counting is safe from several threads.

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace hibari {

/// What a progress display shows.
struct ProgressReport {
    /// The stage that is running: "render".
    std::string stage;
    /// Units of the stage that are done, and how many there are; both 0 when it cannot be counted.
    std::int64_t done = 0;
    std::int64_t total = 0;
    /// Share of the whole work that is done, over all stages, 0..1. Never falls once stages are
    /// planned.
    double fraction = 0.0;
};

/// A stage as planned: its name and its share of the whole time (any unit, they are normalised).
struct ProgressStage {
    std::string name;
    double weight = 1.0;
};

/// Collects progress and hands each change to a sink.
class Progress {
  public:
    /// Called on the thread that reports, one call at a time; must be quick.
    using Sink = std::function<void(const ProgressReport&)>;

    /// Reports to nobody.
    Progress() = default;

    explicit Progress(Sink sink) : sink_(std::move(sink)) {}

    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Says which stages will come, in order. Without a plan the fraction is that of the stage.
    void plan(std::vector<ProgressStage> stages);

    /// Begins a stage of `total` units; 0 when they cannot be counted. Stages before it count as
    /// done.
    void begin(std::string_view stage, std::int64_t total = 0);

    /// Adds finished units to the current stage.
    void advance(std::int64_t units = 1);

    /// Everything is done.
    void finish();

    /// Takes over what a Progress elsewhere has reported, its plan included.
    void relay(const ProgressReport& report);

    ProgressReport report() const;

  private:
    double overall_locked() const;
    void publish_locked();

    mutable std::mutex mutex_;
    Sink sink_;
    std::vector<ProgressStage> plan_;
    ProgressReport report_;
};

}  // namespace hibari
