#pragma once

// Writes the ground truth of a clip beside it: what a model is trained on and a test measures.
//
// A folder per clip:
//   truth.json      clip, shots, entities, bodies, contacts, rubs, events, spoken lines
//   poses.jsonl     one line per frame: time, camera, pose of every moving body
//   samples.jsonl   the same poses at kSampleRateHz, for measurements finer than a frame
//   caption.txt     what happened, one paragraph per shot
//   depth/NNNNNN.png   16-bit grey, millimetres along the view axis; 0 beyond 65.535 m and for sky
//   mask/NNNNNN.png    16-bit grey, 1 + index of the entity in the shot; 0 none
//   flow/NNNNNN.flo    Middlebury flow: pixels moved since the previous frame, x right, y down
// Formats and fields: docs/truth.md. Everything streams; nothing is kept between frames.

#include "base/json.h"
#include "base/result.h"
#include "media/clip_sink.h"
#include "world/render/gbuffer.h"
#include "world/script/shot_script.h"
#include "world/timeline/timeline.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace hibari::world {

/// Streams truth into one folder; without `finish` nothing of it stays. Single thread.
class TruthWriter {
  public:
    ~TruthWriter();
    TruthWriter(const TruthWriter&) = delete;
    TruthWriter& operator=(const TruthWriter&) = delete;

    /// Makes the folder. Fails when it cannot be made or already holds something.
    static Result<std::unique_ptr<TruthWriter>> create(
        const std::filesystem::path& folder, const media::ClipFormat& format, std::uint64_t seed
    );

    /// Records everything of a shot but its pixels. `first_frame` counts in the whole clip.
    Result<void> add_shot(
        const Shot& shot,
        Style style,
        const Timeline& timeline,
        std::int64_t first_frame,
        std::int64_t frame_count
    );
    /// Records depth, mask and flow of frame `frame` of the clip.
    Result<void> add_frame(std::int64_t frame, const GBuffer& picture);
    /// Writes truth.json; without this call the folder is removed in the end.
    Result<void> finish();

  private:
    TruthWriter(std::filesystem::path folder, const media::ClipFormat& format, std::uint64_t seed);

    std::filesystem::path folder_;
    media::ClipFormat format_;
    std::ofstream poses_;
    std::ofstream samples_;
    std::ofstream caption_;
    Json clip_;
    Json shots_;
    bool is_finished_ = false;
};

}  // namespace hibari::world
