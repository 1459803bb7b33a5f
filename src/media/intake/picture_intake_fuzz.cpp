#include "base/check.h"
#include "media/intake/picture_decoder.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

// What the child does with a picture, without the child. Small limits keep a run quick.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hibari::media;
    IntakeLimits limits = kPictureLimits;
    limits.side_max = 256;
    const auto picture = decode_picture_bytes({reinterpret_cast<const char*>(data), size}, limits);
    if (picture) {
        HIBARI_CHECK(picture->size.width <= limits.side_max, picture->size.width);
        HIBARI_CHECK(picture->frame.width() == (picture->size.width & ~1), picture->size.width);
    } else {
        HIBARI_CHECK(!picture.error().reason.empty(), picture.error().message);
    }
    return 0;
}
