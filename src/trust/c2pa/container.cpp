#include "trust/c2pa/container.h"

#include "base/check.h"
#include "trust/c2pa/jpeg_container.h"
#include "trust/c2pa/mp4_container.h"
#include "trust/c2pa/webp_container.h"

#include <algorithm>

namespace hibari::trust {

std::string_view media_type(MediaFormat format) {
    switch (format) {
        case MediaFormat::kMp4:
            return "video/mp4";
        case MediaFormat::kJpeg:
            return "image/jpeg";
        case MediaFormat::kWebp:
            return "image/webp";
    }
    HIBARI_CHECK(false);
}

Result<MediaFormat> detect_format(ByteSource& source) {
    constexpr std::uint64_t kHeadBytes = 12;
    const std::string head =
        HIBARI_TRY(source.piece(0, static_cast<std::size_t>(std::min(source.size(), kHeadBytes))));
    const std::string_view view = head;
    if (view.starts_with("\xFF\xD8\xFF")) {
        return MediaFormat::kJpeg;
    }
    if (head.size() == kHeadBytes && view.starts_with("RIFF") && view.substr(8) == "WEBP") {
        return MediaFormat::kWebp;
    }
    if (head.size() == kHeadBytes && view.substr(4, 4) == "ftyp") {
        return MediaFormat::kMp4;
    }
    return fail(ErrorCode::kUnsupported, "this is neither an MP4 nor a JPEG nor a WebP file");
}

Result<std::unique_ptr<Container>> Container::open(MediaFormat format, ByteSource& source) {
    switch (format) {
        case MediaFormat::kMp4:
            return Mp4Container::open(source);
        case MediaFormat::kJpeg:
            return JpegContainer::open(source);
        case MediaFormat::kWebp:
            return WebpContainer::open(source);
    }
    HIBARI_CHECK(false);
}

}  // namespace hibari::trust
