#include "world/truth/truth_writer.h"

#include "base/files.h"
#include "media/image.h"
#include "world/truth/caption.h"
#include "world/truth/truth_json.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>

namespace hibari::world {
namespace {

namespace fs = std::filesystem;

constexpr int kTruthVersion = 1;
/// The tag that begins a Middlebury .flo file, the float 202021.25.
constexpr float kFlowTag = 202021.25F;

std::string frame_name(std::int64_t frame, std::string_view extension) {
    std::array<char, 32> text{};
    std::snprintf(
        text.data(), text.size(), "%06lld.%s", static_cast<long long>(frame), extension.data()
    );
    return text.data();
}

std::vector<std::uint16_t> millimetres(const GBuffer& picture) {
    std::vector<std::uint16_t> plane(picture.depth.size());
    for (std::size_t i = 0; i < plane.size(); ++i) {
        const float value = picture.depth[i] * 1000.0F;
        plane[i] = value < 65535.5F ? static_cast<std::uint16_t>(std::lround(value)) : 0;
    }
    return plane;
}

/// Width and height as little-endian int32, then x and y of each pixel as float32 (Baker et al., "A
/// Database and Evaluation Methodology for Optical Flow", IJCV 2011, file format).
std::string flow_file(const GBuffer& picture) {
    static_assert(std::endian::native == std::endian::little);
    static_assert(sizeof(Vec2) == 2 * sizeof(float));
    const std::array<std::int32_t, 2> size{picture.width, picture.height};
    std::string bytes(sizeof(kFlowTag) + sizeof(size) + picture.motion.size() * sizeof(Vec2), '\0');
    char* out = bytes.data();
    std::memcpy(out, &kFlowTag, sizeof(kFlowTag));
    std::memcpy(out + sizeof(kFlowTag), size.data(), sizeof(size));
    std::memcpy(
        out + sizeof(kFlowTag) + sizeof(size),
        picture.motion.data(),
        picture.motion.size() * sizeof(Vec2)
    );
    return bytes;
}

Result<void> write_grey16(
    const fs::path& path, const GBuffer& picture, const std::vector<std::uint16_t>& plane
) {
    const std::string png =
        HIBARI_TRY(media::encode_png_grey16({picture.width, picture.height}, plane));
    return write_file(path, png, Existing::kReplace);
}

}  // namespace

TruthWriter::TruthWriter(fs::path folder, const media::ClipFormat& format, std::uint64_t seed)
    : folder_(std::move(folder)),
      format_(format),
      poses_(folder_ / "poses.jsonl"),
      samples_(folder_ / "samples.jsonl"),
      caption_(folder_ / "caption.txt"),
      clip_(Json::object({
          {"version", kTruthVersion},
          {"width", format.size.width},
          {"height", format.size.height},
          {"fps", format.fps},
          {"frame_count", format.frame_count},
          {"sample_rate_hz", kSampleRateHz},
          {"seed", std::to_string(seed)},
      })),
      shots_(Json::array()) {}

TruthWriter::~TruthWriter() {
    if (!is_finished_) {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
}

Result<std::unique_ptr<TruthWriter>> TruthWriter::create(
    const fs::path& folder, const media::ClipFormat& format, std::uint64_t seed
) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return fail(file_error("cannot make", folder, error.value()));
    }
    if (!fs::is_empty(folder, error) || error) {
        return fail(Error{
            .code = ErrorCode::kAlreadyExists,
            .message = "the truth folder '" + folder.string() + "' is not empty",
            .field = "truth",
            .hint = "name a new folder",
        });
    }
    std::unique_ptr<TruthWriter> writer(new TruthWriter(folder, format, seed));
    for (const char* name : {"depth", "mask", "flow"}) {
        fs::create_directory(folder / name, error);
        if (error) {
            return fail(file_error("cannot make", folder / name, error.value()));
        }
    }
    if (!writer->poses_ || !writer->samples_ || !writer->caption_) {
        return fail(file_error("cannot write in", folder, errno));
    }
    return writer;
}

Result<void> TruthWriter::add_shot(
    const Shot& shot,
    Style style,
    const Timeline& timeline,
    std::int64_t first_frame,
    std::int64_t frame_count
) {
    Json item = truth_of(shot, timeline);
    item.set("first_frame", first_frame);
    item.set("frame_count", frame_count);
    const std::string caption = caption_of(shot, style, timeline);
    item.set("caption", caption);
    shots_.push_back(std::move(item));
    caption_ << caption << '\n';

    const int samples_per_frame = kSampleRateHz / format_.fps;
    for (std::int64_t frame = 0; frame < frame_count; ++frame) {
        const int sample = static_cast<int>(frame) * samples_per_frame;
        poses_ << to_string(poses_of(timeline, sample, first_frame + frame)) << '\n';
    }
    for (int sample = 0; sample < timeline.sample_count; ++sample) {
        samples_ << to_string(poses_of(timeline, sample, sample)) << '\n';
    }
    if (!poses_.flush() || !samples_.flush() || !caption_.flush()) {
        return fail(file_error("cannot write in", folder_, errno));
    }
    return {};
}

Result<void> TruthWriter::add_frame(std::int64_t frame, const GBuffer& picture) {
    HIBARI_TRY(
        write_grey16(folder_ / "depth" / frame_name(frame, "png"), picture, millimetres(picture))
    );
    HIBARI_TRY(write_grey16(folder_ / "mask" / frame_name(frame, "png"), picture, picture.entity));
    return write_file(
        folder_ / "flow" / frame_name(frame, "flo"), flow_file(picture), Existing::kReplace
    );
}

Result<void> TruthWriter::finish() {
    clip_.set("shots", std::move(shots_));
    HIBARI_TRY(write_file(folder_ / "truth.json", to_string(clip_, 1) + '\n', Existing::kReplace));
    is_finished_ = true;
    return {};
}

}  // namespace hibari::world
