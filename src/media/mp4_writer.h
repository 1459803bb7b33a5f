#pragma once

// A ClipSink that makes an MP4 file: H.264 picture (BT.709, 4:2:0) and AAC-LC sound, with the index
// in front so that playback can start while the file still loads. Frames are encoded as they come.
// The file takes its name only when it is whole (base/files.h); whatever fails before leaves the
// target as it was. The same input gives the same bytes.

#include "base/files.h"
#include "media/clip_sink.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace hibari::media {

/// How much care the encoder takes: draft is fast and coarse, high slow and nearly transparent.
enum class EncodeQuality { kDraft, kStandard, kHigh };

/// What is done to a finished file before it takes its name: reads the first file and writes the
/// second, which is the one that stays (a signature, say).
using Seal = std::function<
    Result<void>(const std::filesystem::path& finished, const std::filesystem::path& sealed)>;

struct Mp4Options {
    EncodeQuality quality = EncodeQuality::kStandard;
    Existing existing = Existing::kReplace;
    /// May be empty.
    Seal seal = {};
};

/// Writes one clip into one file.
class Mp4Writer final : public ClipSink {
  public:
    /// Claims the target; fails now rather than after the work when it cannot be written.
    static Result<std::unique_ptr<Mp4Writer>> create(
        const std::filesystem::path& target, const Mp4Options& options = {}
    );

    ~Mp4Writer() override;
    Mp4Writer(const Mp4Writer&) = delete;
    Mp4Writer& operator=(const Mp4Writer&) = delete;

    Result<void> begin(const ClipFormat& format) override;

    /// Pictures that were encoded with the same settings are copied as they are, without loss.
    Result<void> keep(const std::filesystem::path& clip) override;
    Result<void> push_frame(const Frame& frame) override;
    Result<void> push_audio(const AudioBuffer& audio) override;

    /// Completes the file and gives it its name.
    Result<void> finish() override;

    /// The name of the file; with Existing::kNumber, once it is finished.
    const std::filesystem::path& path() const;

  private:
    struct Impl;
    explicit Mp4Writer(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> impl_;
};

}  // namespace hibari::media
