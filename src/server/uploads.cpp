#include "server/uploads.h"

#include "base/base64.h"
#include "base/files.h"
#include "base/ids.h"
#include "base/text.h"
#include "base/time_text.h"
#include "domain/likeness_uses.h"
#include "media/image.h"
#include "media/intake/intake.h"
#include "media/mp4_reader.h"
#include "server/decoder_place.h"
#include "server/held_handlers.h"
#include "server/screening.h"
#include "trust/c2pa/ingredient_trailer.h"
#include "trust/c2pa/intake/read_upload.h"

#include <cerrno>
#include <chrono>
#include <fstream>
#include <memory>
#include <system_error>
#include <utility>

namespace hibari::server {
namespace {

constexpr std::uint64_t kFetchedBytesMax = 32U << 20U;
constexpr std::chrono::seconds kFetchTime{20};
constexpr int kRedirectsMax = 3;

Result<HeldHandlers::Place> hold_handler(const Parts& parts, const Sender& from) {
    auto place = parts.held_handlers.take(from.who.account);
    if (!place) {
        return fail(ErrorCode::kUnavailable, "too many uploads at once");
    }
    return std::move(*place);
}

Error unreadable(std::string_view field, std::string_view reason, std::string message) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = std::string(field),
        .reason = std::string(reason),
    };
}

/// An error of the decoder as the contract names it.
Error as_told(Error error, std::string_view field, std::string_view reason) {
    error.field = field;
    if (error.code == ErrorCode::kInvalidArgument && error.reason != "file_too_large") {
        error.reason = reason;
    }
    if (error.code == ErrorCode::kResourceExhausted || error.code == ErrorCode::kUnsupported) {
        // Not the sender's fault: a moment later, or after the operator looked, it will do.
        error.code = ErrorCode::kUnavailable;
        error.reason = "";
    }
    return error;
}

/// The bytes of "data:image/png;base64,…".
Result<std::string> data_of(std::string_view url) {
    constexpr std::string_view kField = "input_reference.image_url";
    const std::size_t comma = url.find(',');
    if (comma == std::string_view::npos || !url.substr(0, comma).ends_with(";base64")) {
        return fail(unreadable(kField, "invalid_value", "must be a base64 data URL"));
    }
    auto bytes = from_base64(url.substr(comma + 1));
    if (!bytes || bytes->empty()) {
        return fail(unreadable(kField, "invalid_value", "is not base64"));
    }
    return std::move(*bytes);
}

/// What an address of a user's gives, under the guard.
Result<std::string> fetched(
    const net::HttpClient& client, const std::string& url, const std::stop_token& stop
) {
    constexpr std::string_view kField = "input_reference.image_url";
    auto answer = client.fetch(
        {.url = url,
         .timeout = kFetchTime,
         .answer_bytes_max = kFetchedBytesMax,
         .guard = net::Guard::kPublicOnly,
         .redirects_max = kRedirectsMax},
        stop
    );
    if (!answer) {
        const bool forbidden = answer.error().code == ErrorCode::kPermissionDenied ||
                               answer.error().code == ErrorCode::kInvalidArgument;
        return fail(unreadable(
            kField,
            forbidden ? "url_not_allowed" : "image_unreadable",
            forbidden ? "this address may not be fetched from here"
                      : "cannot fetch it: " + answer.error().message
        ));
    }
    if (answer->status != 200) {
        return fail(unreadable(
            kField,
            "image_unreadable",
            "the address answers with status " + std::to_string(answer->status)
        ));
    }
    return std::move(answer->body);
}

/// An upload, open for reading.
Result<FileDescriptor> open_upload(
    const Parts& parts, const Sender& from, const Json& member, std::string_view field
) {
    if (from.form != nullptr) {
        if (const FormFile* file = from.form->file(&member)) {
            return media::memory_file(file->data);
        }
    }
    if (const Json* id = member.find("file_id")) {
        auto file = parts.files.find(from.who, id->as_string());
        if (!file) {
            file.error().field = std::string(field) + ".file_id";
            return fail(std::move(file.error()));
        }
        return parts.blobs.open(file->blob());
    }
    if (const Json* address = member.find("image_url")) {
        const std::string& url = address->as_string();
        const std::string bytes = url.starts_with("data:")
                                      ? HIBARI_TRY(data_of(url))
                                      : HIBARI_TRY(fetched(parts.http_client, url, from.stop));
        return media::memory_file(bytes);
    }
    return fail(unreadable(field, "invalid_value", "names no file"));
}

/// The manifest that an upload came with, if it holds. Whatever is wrong with it, the upload is
/// judged by its pictures alone.
trust::Ingredient origin_of(
    const FileDescriptor& upload, const Clock& clock, const std::stop_token& stop
) {
    auto origin = trust::read_upload_ingredient(
        upload, "upload", {.anchors = {}, .now = clock.wall_time()}, stop
    );
    return origin ? std::move(*origin) : trust::Ingredient();
}

Result<void> append(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::app);
    file << bytes << std::flush;
    if (!file) {
        return fail(file_error("cannot write", path, ENOSPC));
    }
    return {};
}

Result<std::string> put(
    store::BlobStore& blobs, std::string_view ending, const store::TemporaryFile& file
) {
    std::string key = "inputs/" + make_id("input_") + std::string(ending);
    HIBARI_TRY(blobs.put_file(key, file.path()));
    return key;
}

}  // namespace

Result<UploadedPicture> Uploads::picture(
    const Sender& from, const Json& member, media::FrameSize size
) const {
    constexpr std::string_view kField = "input_reference";
    const auto held = HIBARI_TRY(hold_handler(parts_, from));
    const FileDescriptor upload = HIBARI_TRY(open_upload(parts_, from, member, kField));
    const auto place = HIBARI_TRY(DecoderPlace::take());
    auto picture = media::decode_picture(upload, media::kPictureLimits, from.stop);
    if (!picture) {
        return fail(as_told(std::move(picture.error()), kField, "image_unreadable"));
    }
    if (picture->size != size) {
        return fail(unreadable(
            kField,
            "image_size_mismatch",
            "the picture is " + to_string(picture->size) + ", the clip would be " + to_string(size)
        ));
    }
    HIBARI_TRY(parts_.screening.check_picture(picture->frame, kField));
    return UploadedPicture{
        .frame = std::move(picture->frame), .origin = origin_of(upload, parts_.clock, from.stop)
    };
}

Result<std::string> Uploads::keep(const UploadedPicture& picture) const {
    const std::string bytes =
        HIBARI_TRY(media::encode_png(picture.frame)) + trust::write_trailer(picture.origin);
    const auto file = HIBARI_TRY(store::TemporaryFile::create(parts_.blobs));
    HIBARI_TRY(write_file(file.path(), bytes, Existing::kReplace));
    return put(parts_.blobs, ".png", file);
}

Result<UploadedClip> Uploads::clip(const Sender& from, const Json& member) const {
    constexpr std::string_view kField = "video";
    const auto held = HIBARI_TRY(hold_handler(parts_, from));
    const FileDescriptor upload = HIBARI_TRY(open_upload(parts_, from, member, kField));
    UploadedClip clip{.file = HIBARI_TRY(store::TemporaryFile::create(parts_.blobs))};
    const auto place = HIBARI_TRY(DecoderPlace::take());
    const auto written =
        media::normalise_clip(upload, clip.file.path(), media::kClipLimits, from.stop);
    if (!written) {
        return fail(as_told(written.error(), kField, "video_unreadable"));
    }
    HIBARI_TRY(parts_.screening.check_clip(clip.file.path(), kField));
    clip.format = HIBARI_TRY(media::read_format(clip.file.path()));
    HIBARI_TRY(
        append(clip.file.path(), trust::write_trailer(origin_of(upload, parts_.clock, from.stop)))
    );
    return clip;
}

Result<ClipPlayer> Uploads::player(const Sender& from, const Json& member, int side_max) const {
    static constexpr std::string_view kField = "video";
    const auto held = HIBARI_TRY(hold_handler(parts_, from));
    // Shared because what is called again and again must be copyable.
    const auto upload =
        std::make_shared<FileDescriptor>(HIBARI_TRY(open_upload(parts_, from, member, kField)));
    return ClipPlayer([upload, side_max, stop = from.stop](media::ClipSink& sink) -> Result<void> {
        const auto place = HIBARI_TRY(DecoderPlace::take());
        const auto played = media::decode_clip_upload(
            *upload, sink, {.side_max = side_max}, media::kClipLimits, stop
        );
        if (!played) {
            return fail(as_told(played.error(), kField, "video_unreadable"));
        }
        return {};
    });
}

Result<UploadedClip> Uploads::copy_of(const Sender& from, std::string_view video_id) const {
    auto found = parts_.videos.find(from.who, video_id);
    if (!found) {
        found.error().field = "video.id";
        return fail(std::move(found.error()));
    }
    const domain::Video& video = *found;
    HIBARI_TRY(domain::check_has_files(video, to_unix_us(parts_.clock.wall_time()), "video.id"));
    // A copy would outlive the say of whoever is in it.
    if (HIBARI_TRY(parts_.database.read([&](store::Transaction& tx) {
            return domain::has_likeness(tx, video.id);
        }))) {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = "a likeness is in this clip: nothing may be kept of it",
             .field = "video.id",
             .reason = std::string(trust::kLikenessDenied)}
        );
    }
    const FileDescriptor bytes =
        HIBARI_TRY(parts_.blobs.open(video.blobs + "/" + std::string(domain::kClipFile)));
    UploadedClip copy{.file = HIBARI_TRY(store::TemporaryFile::create(parts_.blobs))};
    std::error_code failed;
    std::filesystem::copy_file(store::path_of(bytes), copy.file.path(), failed);
    if (failed) {
        return fail(file_error("cannot copy to", copy.file.path(), failed.value()));
    }
    copy.format = HIBARI_TRY(media::read_format(copy.file.path()));
    return copy;
}

Result<std::string> Uploads::keep(const UploadedClip& clip) const {
    return put(parts_.blobs, ".mp4", clip.file);
}

}  // namespace hibari::server
