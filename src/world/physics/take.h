#pragma once

// A take while it is played: the stage with everybody on it, part by part.
//
// What a part is like is decided with what was known then: its effects and its camera see its own
// timeline and nothing that comes after. So a take that is continued begins, bit for bit, as the
// one that it continues.

#include "base/rng.h"
#include "world/physics/camera/camera.h"
#include "world/physics/play/play.h"
#include "world/physics/simulate.h"
#include "world/physics/stage/layout.h"
#include "world/physics/stage/leads.h"
#include "world/physics/stage/recorder.h"
#include "world/physics/stage/scene.h"

#include <memory>
#include <optional>
#include <vector>

namespace hibari::world {

class Take {
  public:
    /// Keeps references; the place is that of the shot.
    Take(const Shot& written, const Place& place, const SimulateOptions& options);

    /// Puts everybody where the shot begins.
    Result<void> begin();
    /// Lets those of the next continuation come in, and gives everybody what it says.
    Result<void> go_on();
    /// Plays what was begun to its end: a timeline that begins at 0.
    Result<Timeline> play();

  private:
    Rng rng_of(std::string_view name) const;
    std::vector<Utterance> lines_of_part() const;
    Result<void> add_actors();
    void add_pieces();
    void ask(const Continuation& more);
    Timeline open_timeline() const;
    Result<void> play_out(Timeline& timeline);
    Result<void> look_back(Timeline& timeline);
    void note_dry_vessels(const Timeline& timeline);

    const Shot& written_;
    const Place& place_;
    SimulateOptions options_;
    Rng rng_;
    std::size_t part_ = 0;  // 0: the shot itself.
    std::size_t line_ = 0;  // First line of the part, in the numbering of the whole shot.
    Shot shot_;             // As far as the part goes: all who are there, its actions alone.
    Environment environment_;
    std::unique_ptr<Scene> scene_;
    Layout layout_;
    std::unique_ptr<Recorder> recorder_;
    std::unique_ptr<Stagehand> hand_;
    std::unique_ptr<Play> play_;
    std::vector<Lead> leads_;
    std::optional<CameraStart> camera_;  // As the part before left it.
};

}  // namespace hibari::world
