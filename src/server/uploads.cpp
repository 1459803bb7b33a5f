#include "server/uploads.h"

#include "base/base64.h"
#include "base/files.h"
#include "base/ids.h"
#include "base/text.h"
#include "base/time_text.h"
#include "media/image.h"
#include "media/intake/intake.h"
#include "media/mp4_reader.h"
#include "server/held_handlers.h"

#include <chrono>
#include <semaphore>
#include <system_error>
#include <utility>

namespace hibari::server {
namespace {

constexpr std::uint64_t kFetchedBytesMax = 32U << 20U;
constexpr std::chrono::seconds kFetchTime{20};
constexpr int kRedirectsMax = 3;

// Each decoder may take half a gigabyte and a processor; whoever has to wait longer than this for a
// place asks again.
constexpr std::ptrdiff_t kDecodersMax = 3;
constexpr std::chrono::seconds kDecoderWait{10};

Result<HeldHandlers::Place> hold_handler(const Parts& parts, const Sender& from) {
    auto place = parts.held_handlers.take(from.who.account);
    if (!place) {
        return fail(ErrorCode::kUnavailable, "too many uploads at once");
    }
    return std::move(*place);
}

/// A place among the decoders of this process.
class DecoderPlace {
  public:
    static Result<DecoderPlace> take() {
        if (!places().try_acquire_for(kDecoderWait)) {
            return fail(ErrorCode::kUnavailable, "too many uploads at once");
        }
        return DecoderPlace();
    }

    DecoderPlace(DecoderPlace&& other) noexcept : taken_(std::exchange(other.taken_, false)) {}

    DecoderPlace& operator=(DecoderPlace&&) = delete;

    ~DecoderPlace() {
        if (taken_) {
            places().release();
        }
    }

  private:
    DecoderPlace() = default;

    static std::counting_semaphore<kDecodersMax>& places() {
        static std::counting_semaphore<kDecodersMax> places(kDecodersMax);
        return places;
    }

    bool taken_ = true;
};

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

Result<std::string> put(
    store::BlobStore& blobs, std::string_view ending, const store::TemporaryFile& file
) {
    std::string key = "inputs/" + make_id("input_") + std::string(ending);
    HIBARI_TRY(blobs.put_file(key, file.path()));
    return key;
}

}  // namespace

Result<media::Frame> Uploads::picture(const Sender& from, const Json& member, media::FrameSize size)
    const {
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
    return std::move(picture->frame);
}

Result<std::string> Uploads::keep(const media::Frame& picture) const {
    const std::string bytes = HIBARI_TRY(media::encode_png(picture));
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
    clip.format = HIBARI_TRY(media::read_format(clip.file.path()));
    return clip;
}

Result<UploadedClip> Uploads::copy_of(const Sender& from, std::string_view video_id) const {
    auto found = parts_.videos.find(from.who, video_id);
    if (!found) {
        found.error().field = "video.id";
        return fail(std::move(found.error()));
    }
    const domain::Video& video = *found;
    HIBARI_TRY(domain::check_has_files(video, to_unix_us(parts_.clock.wall_time()), "video.id"));
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
