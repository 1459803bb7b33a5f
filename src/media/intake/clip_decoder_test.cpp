// In this process, where many files take little time.

#include "media/intake/clip_decoder.h"

#include "media/intake/testing/clips.h"
#include "media/intake/testing/memory_source.h"

#include <gtest/gtest.h>

namespace hibari::media {
namespace {

using testing::clip_bytes;
using testing::MemorySource;

class CutClip : public ::testing::TestWithParam<const char*> {};

TEST_P(CutClip, IsBroken) {
    const std::string whole = clip_bytes(GetParam());
    for (std::size_t percent = 0; percent < 100; percent += 5) {
        MemorySource source(std::string_view(whole).substr(0, whole.size() * percent / 100));
        const auto facts = decode_whole_clip(source, kClipLimits, nullptr);
        ASSERT_FALSE(facts) << percent << " %";
        EXPECT_EQ(facts.error().code, ErrorCode::kInvalidArgument);
    }
    MemorySource source(std::string_view(whole).substr(0, whole.size() - 1));
    EXPECT_FALSE(decode_whole_clip(source, kClipLimits, nullptr));
}

INSTANTIATE_TEST_SUITE_P(
    ClipDecoder,
    CutClip,
    ::testing::Values(
        "h264_aac.mp4",
        "index_last.mov",
        "fragments.mp4",
        "vp8_vorbis.webm",
        "vp9_opus.webm",
        "hevc.mp4"
    ),
    [](const auto& test) {
        const std::string name = test.param;
        return name.substr(0, name.find('.'));
    }
);

}  // namespace
}  // namespace hibari::media
