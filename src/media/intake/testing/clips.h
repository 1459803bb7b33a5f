#pragma once

// Clips for tests: the four coloured quarters of pictures.h for half a second, as they lie in
// testdata in every format, most of them with a tone.

#include "base/files.h"
#include "media/intake/intake.h"

#include <gtest/gtest.h>
#include <string>

namespace hibari::media::testing {

inline constexpr const char* kClipFolder =
    HIBARI_SOURCE_DIR "/src/media/intake/testdata/clip_intake_fuzz/";

inline std::string clip_bytes(const std::string& name) {
    const auto bytes = read_file(kClipFolder + name, 1U << 20U);
    EXPECT_TRUE(bytes) << to_string(bytes.error());
    return bytes.value_or("");
}

inline Result<ClipFacts> inspect(std::string_view bytes, const IntakeLimits& limits = kClipLimits) {
    const FileDescriptor upload = HIBARI_TRY(memory_file(bytes));
    return inspect_clip(upload, limits);
}

}  // namespace hibari::media::testing
