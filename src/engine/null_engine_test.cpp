#include "engine/null_engine.h"

#include "media/mp4_reader.h"
#include "media/mp4_writer.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace hibari::engine {
namespace {

namespace fs = std::filesystem;

ClipRequest request_for(double seconds) {
    return {.prompt = "p", .size = {96, 64}, .seconds = seconds};
}

Result<ClipReport> make(const ClipRequest& request, const fs::path& file) {
    const auto writer = HIBARI_TRY(media::Mp4Writer::create(file));
    Progress silent;
    return make_null_engine()->generate(request, *writer, silent, {});
}

TEST(NullEngine, GoesOnWithAClip) {
    const fs::path folder = testing::TempDir();
    ASSERT_TRUE(make(request_for(1.0), folder / "null_source.mp4"));
    ClipRequest request = request_for(2.0);
    request.source = {
        .change = Change::kExtend,
        .script = Json::object({{"prompts", Json::array({"p"})}}),
        .file = folder / "null_source.mp4",
    };
    const auto report = make(request, folder / "null_whole.mp4");
    ASSERT_TRUE(report) << to_string(report.error());
    EXPECT_EQ(report->format.frame_count, 90);
    EXPECT_EQ(report->script.at("prompts").size(), 2U);
    media::MemoryClip source;
    media::MemoryClip whole;
    ASSERT_TRUE(media::decode_clip(folder / "null_source.mp4", source));
    ASSERT_TRUE(media::decode_clip(folder / "null_whole.mp4", whole));
    ASSERT_EQ(whole.frames.size(), 90U);
    for (std::size_t i = 0; i < source.frames.size(); ++i) {
        EXPECT_TRUE(std::ranges::equal(whole.frames[i].pixels(), source.frames[i].pixels())) << i;
    }
}

TEST(NullEngine, BeginsWithAPictureThatIsGiven) {
    const fs::path file = fs::path(testing::TempDir()) / "null_first.mp4";
    ClipRequest request = request_for(1.0);
    request.first_frame = media::Frame(request.size);
    std::ranges::fill(request.first_frame->pixels(), std::uint8_t{240});
    const auto report = make(request, file);
    ASSERT_TRUE(report) << to_string(report.error());
    media::MemoryClip clip;
    ASSERT_TRUE(media::decode_clip(file, clip));
    ASSERT_EQ(clip.frames.size(), 30U);
    EXPECT_NEAR(clip.frames[0].pixels()[0], 240, 4);
    EXPECT_LT(clip.frames[1].pixels()[0], 100);
}

}  // namespace
}  // namespace hibari::engine
