#include "worker/clip_maker.h"

#include "base/check.h"
#include "base/files.h"
#include "base/time_text.h"
#include "engine/request_check.h"
#include "store/temporary_file.h"
#include "trust/mark/marked_sink.h"
#include "trust/registry/registry.h"
#include "trust/visible/visible_sink.h"
#include "worker/clip_request.h"
#include "worker/ending_sink.h"

#include <algorithm>
#include <optional>
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

/// What is said of a clip, and who says it.
struct Signing {
    trust::ManifestInfo info;
    const Provenance& provenance;

    Result<std::string> picture(std::string_view bytes, trust::MediaFormat format) const {
        return sign_picture(bytes, format, info, provenance);
    }
};

/// The file of the video that is changed, or an open descriptor of none when it is gone.
Result<FileDescriptor> open_parent(const domain::VideoJob& job, store::BlobStore& blobs) {
    if (!job.source || job.source->blobs.empty()) {
        return FileDescriptor();
    }
    auto file = blobs.open(key(job.source->blobs, domain::kClipFile));
    if (!file && file.error().code == ErrorCode::kNotFound) {
        return FileDescriptor();
    }
    return file;
}

/// What the pictures say of who made them: the name of the account, or its id where most of the
/// name has no letters; empty when they do not, or are too small for it.
std::string handle_of(const domain::VideoJob& job, media::FrameSize size) {
    if (!job.has_visible_mark || std::min(size.width, size.height) < trust::kVisibleSideMin) {
        return "";
    }
    return trust::can_letter(job.maker) ? job.maker : job.video.account;
}

/// A clip that is extended has its visible mark already, unless it was made without one.
trust::KeptPictures kept_pictures(const domain::VideoJob& job) {
    const bool is_marked = job.source && !job.source->visible_mark.empty();
    return is_marked ? trust::KeptPictures::kMarked : trust::KeptPictures::kUnmarked;
}

Result<trust::ManifestInfo> describe(
    const domain::VideoJob& job,
    const engine::ClipRequest& request,
    bool has_visible_mark,
    store::BlobStore& blobs,
    const Provenance& provenance
) {
    const FileDescriptor parent = HIBARI_TRY(open_parent(job, blobs));
    FileDescriptor picture;
    if (!job.video.reference.empty()) {
        picture = HIBARI_TRY(blobs.open(job.video.reference));
    }
    std::vector<trust::Digest> consents;
    for (const std::string& consent : job.consents) {
        consents.push_back(trust::sha256_of(consent));
    }
    return describe_clip(
        request,
        job.video.engine,
        {.title = job.video.id,
         .asset_id = make_asset_id(),
         .parent = parent ? store::path_of(parent) : std::filesystem::path(),
         .picture = picture ? store::path_of(picture) : std::filesystem::path(),
         .is_from_upload = !job.video.upload.empty(),
         .has_visible_mark = has_visible_mark,
         .consent_receipts = std::move(consents)},
        provenance
    );
}

Result<void> put_all(
    store::BlobStore& blobs,
    const std::string& folder,
    const std::filesystem::path& clip,
    const ClipRecorder& recorder,
    const Signing& signing
) {
    const std::string thumbnail = HIBARI_TRY(recorder.thumbnail_webp());
    const std::string sheet = HIBARI_TRY(recorder.spritesheet_jpeg());
    HIBARI_TRY(put_bytes(
        blobs,
        key(folder, domain::kThumbnailFile),
        HIBARI_TRY(signing.picture(thumbnail, trust::MediaFormat::kWebp))
    ));
    HIBARI_TRY(put_bytes(
        blobs,
        key(folder, domain::kSpritesheetFile),
        HIBARI_TRY(signing.picture(sheet, trust::MediaFormat::kJpeg))
    ));
    return blobs.put_file(key(folder, domain::kClipFile), clip);
}

/// A preview is a courtesy; one that cannot be signed is not shown.
ClipRecorder::Preview signed_preview(const Signing& signing, const ClipRecorder::Preview& show) {
    return [&](std::string_view jpeg, double time_s) {
        const auto picture = signing.picture(jpeg, trust::MediaFormat::kJpeg);
        if (picture) {
            show(*picture, time_s);
        }
    };
}

}  // namespace

Result<domain::MadeClip> make_clip(
    const domain::VideoJob& job,
    const engine::Registry& engines,
    store::BlobStore& blobs,
    const Provenance& provenance,
    const domain::PolicyDesk* policy,
    Progress& progress,
    const ClipRecorder::Preview& preview,
    std::stop_token stop
) {
    if (job.refusal) {
        Error refusal = *job.refusal;
        refusal.code = ErrorCode::kFailedPrecondition;
        refusal.reason = domain::kLikenessGoneCode;
        refusal.message = domain::kLikenessGoneMessage;
        return fail(std::move(refusal));
    }
    const OpenRequest opened = HIBARI_TRY(open_request(job, blobs, policy));
    const engine::ClipRequest& request = opened.request;
    engine::Generator* generator = HIBARI_TRY(engines.find(job.video.engine));
    HIBARI_TRY(engine::check_request(request, *generator));
    HIBARI_TRY(generator->check(request));

    domain::MadeClip made;
    made.blobs = "videos/" + job.video.id + "/" + std::to_string(job.lease.token);
    made.visible_mark = handle_of(job, request.size);
    const Signing signing{
        .info = HIBARI_TRY(describe(job, request, !made.visible_mark.empty(), blobs, provenance)),
        .provenance = provenance
    };
    made.asset_id = signing.info.asset_id;
    const auto clip = HIBARI_TRY(store::TemporaryFile::create(blobs));
    auto recorder = HIBARI_TRY(ClipRecorder::create(
        clip.path(),
        {.quality = encode_quality(request.quality), .seal = clip_seal(signing.info, provenance)},
        preview ? signed_preview(signing, preview) : ClipRecorder::Preview(),
        stop
    ));
    trust::MarkedSink marked(*recorder, provenance.mark_key, made.asset_id);
    std::optional<trust::VisibleSink> shown;
    media::ClipSink* sink = &marked;
    if (!made.visible_mark.empty()) {
        sink = &shown.emplace(
            marked,
            trust::VisibleMarkOptions{
                .handle = made.visible_mark,
                .key = provenance.mark_key,
                .clip = made.asset_id,
                .kept = kept_pictures(job),
            }
        );
    }
    std::optional<store::TemporaryFile> ending;
    std::optional<EndingSink> keeper;
    if (shown && generator->abilities().reads_ending) {
        ending.emplace(HIBARI_TRY(store::TemporaryFile::create(blobs)));
        sink = &keeper.emplace(*shown, ending->path(), provenance.mark_key, made.asset_id);
    }
    const auto report = HIBARI_TRY(generator->generate(request, *sink, progress, std::move(stop)));
    made.script = to_string(report.script);
    std::error_code failed;
    made.clip_bytes = static_cast<std::int64_t>(std::filesystem::file_size(clip.path(), failed));
    if (failed) {
        return fail(file_error("cannot read", clip.path(), failed.value()));
    }
    auto put = put_all(blobs, made.blobs, clip.path(), *recorder, signing);
    if (put && keeper && keeper->has_written()) {
        put = blobs.put_file(key(made.blobs, domain::kEndingFile), ending->path());
    }
    if (!put) {
        discard_clip(blobs, made);
        return fail(put.error());
    }
    // Nothing is served that nobody could name afterwards.
    const trust::NewAsset asset{
        .id = made.asset_id,
        .video = job.video.id,
        .engine = signing.info.engine.name,
        .engine_version = signing.info.engine.version,
        .fingerprint = recorder->fingerprint(),
    };
    made.also = [asset, &clock = provenance.clock](store::Transaction& tx) {
        return trust::register_asset(tx, asset, to_unix_us(clock.wall_time()));
    };
    return made;
}

void discard_clip(store::BlobStore& blobs, const domain::MadeClip& clip) {
    for (const std::string_view name : domain::kClipFiles) {
        static_cast<void>(blobs.remove(key(clip.blobs, name)));
    }
}

}  // namespace hibari::worker
