#include "likeness/pack.h"

#include "base/files.h"

#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <limits>

namespace hibari::likeness {
namespace {

View sample_view(float yaw_degrees, int width, int height) {
    View view{.yaw_degrees = yaw_degrees, .width = width, .height = height};
    for (int i = 0; i < width * height; ++i) {
        const auto value = static_cast<std::uint8_t>(i);
        view.rgba.insert(
            view.rgba.end(), {value, 20, 30, static_cast<std::uint8_t>(i % 3 == 0 ? 0 : 255)}
        );
    }
    return view;
}

LikenessPack sample_pack() {
    LikenessPack pack{.kind = PackKind::kPerson, .name = "Ana Núñez"};
    pack.views = {sample_view(-45.0F, 8, 10), sample_view(2.5F, 12, 9)};
    pack.views[1].face = FaceMarks{
        .box = {1, 2, 6, 7},
        .left_eye = Point{6, 4},
        .right_eye = Point{3, 4},
        .mouth = Point{4.5F, 7},
        .mouth_width = 2.5F,
    };
    pack.colors = {.skin = Color{200, 160, 140}, .top = Color{10, 20, 30}};
    pack.size_m = 1.7;
    pack.voice = VoiceProfile{.f0_hz = 210, .formant_scale = 1.15, .syllables_per_s = 4.5};
    pack.recording = media::AudioBuffer(100);
    pack.recording.left[7] = pack.recording.right[7] = 0.5F;
    pack.recording_text = "seven three one";
    return pack;
}

std::string sample_bytes() {
    return *encode_pack(sample_pack());
}

TEST(Pack, ComesBackAsItWasWritten) {
    const LikenessPack pack = sample_pack();
    const auto path = std::filesystem::path(testing::TempDir()) / "ana.pack";
    ASSERT_TRUE(write_pack(path, pack));
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    for (const auto& back : {read_pack(path), read_pack(file)}) {
        ASSERT_TRUE(back) << back.error().message;
        EXPECT_EQ(back->kind, pack.kind);
        EXPECT_EQ(back->name, pack.name);
        ASSERT_EQ(back->views.size(), 2U);
        EXPECT_EQ(back->views[1].face, pack.views[1].face);
        EXPECT_EQ(back->views[0].yaw_degrees, -45.0F);
        EXPECT_EQ(back->views[1].rgba[4], pack.views[1].rgba[4]);
        EXPECT_EQ(back->colors, pack.colors);
        EXPECT_EQ(back->size_m, pack.size_m);
        EXPECT_EQ(back->voice, pack.voice);
        EXPECT_EQ(back->recording.size(), 100U);
        EXPECT_NEAR(back->recording.right[7], 0.5F, 1e-4F);
        EXPECT_EQ(back->recording_text, pack.recording_text);
    }
    EXPECT_EQ(front_view(pack).yaw_degrees, 2.5F);
}

TEST(Pack, DoesNotKeepWhatLaysBehindThePerson) {
    LikenessPack pack = sample_pack();
    pack.views.resize(1);
    const LikenessPack back = *decode_pack(*encode_pack(pack));
    ASSERT_EQ(pack.views[0].rgba[3], 0);
    EXPECT_NE(pack.views[0].rgba[1], 0);
    EXPECT_EQ(back.views[0].rgba[1], 0);
}

TEST(Pack, AnyCutIsAnError) {
    const std::string bytes = sample_bytes();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        ASSERT_FALSE(decode_pack(std::string_view(bytes).substr(0, size))) << size;
    }
    EXPECT_EQ(decode_pack(bytes + "x").error().code, ErrorCode::kDataLoss);
}

TEST(Pack, SizesThatDoNotFitAreRefusedBeforeAnythingIsAllocated) {
    std::string bytes = sample_bytes();
    bytes[8] = bytes[9] = bytes[10] = bytes[11] = '\xFF';
    EXPECT_EQ(decode_pack(bytes).error().code, ErrorCode::kDataLoss);
}

TEST(Pack, NamesTheFieldThatIsWrong) {
    const auto field_of = [](const std::function<void(LikenessPack&)>& spoil) {
        LikenessPack pack = sample_pack();
        spoil(pack);
        const auto checked = check_pack(pack);
        return checked ? std::string("none") : checked.error().field;
    };
    EXPECT_EQ(field_of([](LikenessPack&) {}), "none");
    EXPECT_EQ(field_of([](LikenessPack& pack) { pack.name.clear(); }), "name");
    EXPECT_EQ(field_of([](LikenessPack& pack) { pack.views.clear(); }), "views");
    EXPECT_EQ(field_of([](LikenessPack& pack) { pack.views[0].width = 4; }), "views[0].width");
    EXPECT_EQ(field_of([](LikenessPack& pack) { pack.views[1].rgba.pop_back(); }), "views[1].rgba");
    EXPECT_EQ(field_of([](LikenessPack& pack) { pack.voice->f0_hz = 5; }), "voice.f0_hz");
    EXPECT_EQ(field_of([](LikenessPack& pack) { pack.recording.left.clear(); }), "recording");
    EXPECT_EQ(
        field_of([](LikenessPack& pack) {
            pack.views[0].yaw_degrees = std::numeric_limits<float>::quiet_NaN();
        }),
        "views[0].yaw_degrees"
    );
}

TEST(Pack, TooMuchIsRefused) {
    LikenessPack pack = sample_pack();
    pack.views.assign(kViewsMax + 1, sample_view(0.0F, 8, 8));
    EXPECT_FALSE(encode_pack(pack));
    pack.views.assign(kViewsMax, View{.width = 1024, .height = 1024});
    for (View& view : pack.views) {
        view.rgba.resize(std::size_t{4} << 20U);
    }
    pack.recording = media::AudioBuffer(static_cast<std::size_t>(31 * media::kSampleRateHz));
    EXPECT_EQ(encode_pack(pack).error().field, "recording_samples");
}

}  // namespace
}  // namespace hibari::likeness
