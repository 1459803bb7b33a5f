#include "trust/c2pa/intake/read_upload.h"

#include "base/check.h"
#include "media/intake/decoder_talk.h"
#include "media/intake/upload_error.h"
#include "trust/c2pa/intake/manifest_child.h"
#include "trust/c2pa/intake/report_bytes.h"

#include <utility>

namespace hibari::trust {
namespace {

Error as_read(Error error) {
    if (error.reason == kDamaged) {
        error.code = ErrorCode::kDataLoss;
        error.reason.clear();
    }
    return error;
}

Result<std::string> ask_child(
    const FileDescriptor& upload, const ManifestCall& call, std::stop_token stop
) {
    HIBARI_CHECK(call.options.anchors.size() <= kAnchorsMax, call.options.anchors.size());
    auto talk = HIBARI_TRY(
        media::DecoderTalk::start(upload, to_arguments(call), kManifestLimits, std::move(stop))
    );
    const auto head = talk.read_head();
    if (!head) {
        return fail(as_read(head.error()));
    }
    if (head->kind != media::MessageKind::kReport || head->bytes > kReportBytesMax) {
        return fail(media::not_decodable());
    }
    std::string bytes(static_cast<std::size_t>(head->bytes), '\0');
    HIBARI_TRY(talk.read(std::as_writable_bytes(std::span(bytes))));
    return bytes;
}

}  // namespace

Result<ManifestReport> read_upload_manifest(
    const FileDescriptor& upload, const ReadOptions& options, std::stop_token stop
) {
    const std::string bytes = HIBARI_TRY(
        ask_child(upload, {.task = ManifestTask::kReport, .options = options}, std::move(stop))
    );
    auto report = report_of(bytes);
    return report ? Result<ManifestReport>(std::move(*report)) : fail(media::not_decodable());
}

Result<Ingredient> read_upload_ingredient(
    const FileDescriptor& upload,
    std::string title,
    const ReadOptions& options,
    std::stop_token stop
) {
    const std::string bytes = HIBARI_TRY(
        ask_child(upload, {.task = ManifestTask::kIngredient, .options = options}, std::move(stop))
    );
    auto ingredient = ingredient_of(bytes);
    if (!ingredient) {
        return fail(media::not_decodable());
    }
    ingredient->title = std::move(title);
    return std::move(*ingredient);
}

}  // namespace hibari::trust
