#include "worker/clip_maker.h"

#include "base/check.h"
#include "base/files.h"
#include "engine/request_check.h"
#include "store/temporary_file.h"
#include "worker/clip_request.h"

#include <system_error>
#include <utility>

namespace hibari::worker {
namespace {

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
    const auto file = HIBARI_TRY(store::TemporaryFile::create(blobs));
    HIBARI_TRY(write_file(file.path(), bytes, Existing::kReplace));
    return blobs.put_file(key, file.path());
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

Result<domain::MadeClip> make_clip(
    const domain::VideoJob& job,
    const engine::Registry& engines,
    store::BlobStore& blobs,
    Progress& progress,
    const ClipRecorder::Preview& preview,
    std::stop_token stop
) {
    const OpenRequest opened = HIBARI_TRY(open_request(job, blobs));
    const engine::ClipRequest& request = opened.request;
    engine::Generator* generator = HIBARI_TRY(engines.find(job.video.engine));
    HIBARI_TRY(engine::check_request(request, *generator));
    HIBARI_TRY(generator->check(request));

    domain::MadeClip made;
    made.blobs = "videos/" + job.video.id + "/" + std::to_string(job.lease.token);
    const auto clip = HIBARI_TRY(store::TemporaryFile::create(blobs));
    auto recorder = HIBARI_TRY(ClipRecorder::create(
        clip.path(), {.quality = encode_quality(request.quality)}, preview, stop
    ));
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
