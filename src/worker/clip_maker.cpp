#include "worker/clip_maker.h"

#include "base/check.h"
#include "base/files.h"
#include "engine/request_check.h"

#include <system_error>
#include <utility>

namespace hibari::worker {
namespace {

/// A temporary file that goes away with its name, unless it was put before.
class Scratch {
  public:
    explicit Scratch(std::filesystem::path path) : path_(std::move(path)) {}

    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

Result<engine::Quality> quality_of(std::string_view name) {
    for (const auto quality :
         {engine::Quality::kDraft, engine::Quality::kStandard, engine::Quality::kHigh}) {
        if (name == to_string(quality)) {
            return quality;
        }
    }
    return fail(ErrorCode::kInvalidArgument, "there is no quality '" + std::string(name) + "'");
}

media::EncodeQuality encode_quality(engine::Quality quality) {
    switch (quality) {
        case engine::Quality::kDraft:
            return media::EncodeQuality::kDraft;
        case engine::Quality::kStandard:
            return media::EncodeQuality::kStandard;
        case engine::Quality::kHigh:
            return media::EncodeQuality::kHigh;
    }
    return media::EncodeQuality::kStandard;
}

std::string key(const std::string& folder, std::string_view name) {
    return folder + "/" + std::string(name);
}

Result<void> put_bytes(store::BlobStore& blobs, const std::string& key, std::string_view bytes) {
    const Scratch scratch(HIBARI_TRY(blobs.temporary()));
    HIBARI_TRY(write_file(scratch.path(), bytes, Existing::kReplace));
    return blobs.put_file(key, scratch.path());
}

Result<void> put_all(
    store::BlobStore& blobs,
    const std::string& folder,
    const std::filesystem::path& clip,
    const ClipRecorder& recorder
) {
    HIBARI_TRY(
        put_bytes(blobs, key(folder, domain::kThumbnailFile), HIBARI_TRY(recorder.thumbnail_webp()))
    );
    HIBARI_TRY(put_bytes(
        blobs, key(folder, domain::kSpritesheetFile), HIBARI_TRY(recorder.spritesheet_jpeg())
    ));
    return blobs.put_file(key(folder, domain::kClipFile), clip);
}

}  // namespace

Result<engine::ClipRequest> request_of(const domain::Video& video) {
    engine::ClipRequest request;
    request.prompt = video.prompt;
    request.size = HIBARI_TRY(engine::parse_size(video.size));
    request.seconds = static_cast<double>(video.seconds);
    request.style = video.style;
    request.seed = static_cast<std::uint64_t>(video.seed);
    request.quality = HIBARI_TRY(quality_of(video.quality));
    return request;
}

Result<domain::MadeClip> make_clip(
    const domain::VideoJob& job,
    const engine::Registry& engines,
    store::BlobStore& blobs,
    Progress& progress,
    const ClipRecorder::Preview& preview,
    std::stop_token stop
) {
    const engine::ClipRequest request = HIBARI_TRY(request_of(job.video));
    HIBARI_TRY(engine::check_request(request));
    engine::Generator* generator = HIBARI_TRY(engines.find(job.video.engine));
    HIBARI_TRY(generator->check(request));

    domain::MadeClip made;
    made.blobs = "videos/" + job.video.id + "/" + std::to_string(job.lease.token);
    const Scratch clip(HIBARI_TRY(blobs.temporary()));
    auto recorder = HIBARI_TRY(
        ClipRecorder::create(clip.path(), {.quality = encode_quality(request.quality)}, preview)
    );
    const auto report =
        HIBARI_TRY(generator->generate(request, *recorder, progress, std::move(stop)));
    made.script = to_string(report.script);
    std::error_code failed;
    made.clip_bytes = static_cast<std::int64_t>(std::filesystem::file_size(clip.path(), failed));
    if (failed) {
        return fail(file_error("cannot read", clip.path(), failed.value()));
    }
    const auto put = put_all(blobs, made.blobs, clip.path(), *recorder);
    if (!put) {
        discard_clip(blobs, made);
        return fail(put.error());
    }
    return made;
}

void discard_clip(store::BlobStore& blobs, const domain::MadeClip& clip) {
    for (const std::string_view name : domain::kClipFiles) {
        static_cast<void>(blobs.remove(key(clip.blobs, name)));
    }
}

}  // namespace hibari::worker
