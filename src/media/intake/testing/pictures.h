#pragma once

// Pictures for tests: four coloured quarters, as they lie in testdata in every format.

#include "base/files.h"
#include "media/intake/intake.h"

#include <array>
#include <gtest/gtest.h>
#include <string>

namespace hibari::media::testing {

inline constexpr const char* kPictureFolder =
    HIBARI_SOURCE_DIR "/src/media/intake/testdata/picture_intake_fuzz/";

inline std::string picture_bytes(const std::string& name) {
    const auto bytes = read_file(kPictureFolder + name, 1U << 20U);
    EXPECT_TRUE(bytes) << to_string(bytes.error());
    return bytes.value_or("");
}

inline Result<Picture> decode(std::string_view bytes, const IntakeLimits& limits = kPictureLimits) {
    const FileDescriptor upload = HIBARI_TRY(memory_file(bytes));
    return decode_picture(upload, limits);
}

using Colour = std::array<int, 3>;

inline Colour colour_at(const Frame& frame, int x, int y) {
    const auto pixel = frame.row(y).subspan(static_cast<std::size_t>(x) * 3, 3);
    return {pixel[0], pixel[1], pixel[2]};
}

}  // namespace hibari::media::testing
