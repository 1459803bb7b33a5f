#pragma once

// Keeps the last second of a clip's pictures in a file of their own, as they are before the visible
// mark is drawn. Engines that continue a clip from what is seen (engine::Abilities::reads_ending)
// would otherwise draw the mark on and on. The file has the invisible mark, and no address leads to
// it.

#include "media/clip_sink.h"
#include "media/mp4_writer.h"
#include "trust/mark/mark_key.h"
#include "trust/mark/marked_sink.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

namespace hibari::worker {

class EndingSink final : public media::ClipSink {
  public:
    /// Passes everything on to `next`, which must outlive this, and writes the ending to `file`.
    EndingSink(
        media::ClipSink& next,
        std::filesystem::path file,
        const trust::MarkKey& key,
        std::uint32_t id
    )
        : next_(next), file_(std::move(file)), key_(key), id_(id) {}

    Result<void> begin(const media::ClipFormat& format) override;
    /// What is kept is no part of the ending.
    Result<void> keep(const std::filesystem::path& clip) override;
    Result<void> push_frame(const media::Frame& frame) override;
    Result<void> push_audio(const media::AudioBuffer& audio) override;
    Result<void> finish() override;

    /// Whether there was anything to be kept.
    bool has_written() const { return marked_.has_value(); }

  private:
    Result<void> open();

    media::ClipSink& next_;
    std::filesystem::path file_;
    trust::MarkKey key_;
    std::uint32_t id_;
    media::ClipFormat format_;
    std::int64_t next_index_ = 0;
    std::unique_ptr<media::Mp4Writer> writer_;
    std::optional<trust::MarkedSink> marked_;
};

}  // namespace hibari::worker
