#include "media/intake/decoder_talk.h"
#include "media/intake/intake.h"

#include <utility>

namespace hibari::media {

Result<Picture> decode_picture(
    const FileDescriptor& upload, const IntakeLimits& limits, std::stop_token stop
) {
    DecoderTalk talk = HIBARI_TRY(DecoderTalk::start(
        upload, {.task = DecoderTask::kPicture, .limits = limits}, std::move(stop)
    ));
    const MessageHead head = HIBARI_TRY(talk.read_head());
    PictureHead facts;
    if (head.kind != MessageKind::kPicture || head.bytes < sizeof(facts)) {
        return fail(not_decodable());
    }
    HIBARI_TRY(talk.read(writable_bytes_of(facts)));
    Picture picture{.frame = {}, .size = {facts.width, facts.height}};
    if (!check_upload_size(picture.size, limits)) {
        return fail(not_decodable());
    }
    picture.frame = Frame({facts.width & ~1, facts.height & ~1});
    if (head.bytes != sizeof(facts) + picture.frame.pixels().size()) {
        return fail(not_decodable());
    }
    HIBARI_TRY(talk.read(std::as_writable_bytes(picture.frame.pixels())));
    return picture;
}

}  // namespace hibari::media
