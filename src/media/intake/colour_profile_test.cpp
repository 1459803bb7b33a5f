#include "media/intake/picture_decoder.h"
#include "media/intake/testing/pictures.h"

#include <array>
#include <gtest/gtest.h>
#include <lcms2.h>
#include <string>

namespace hibari::media {
namespace {

using namespace std::string_literals;
using testing::Colour;
using testing::colour_at;
using testing::picture_bytes;

// Display P3 but for its curve: primaries of DCI-P3, white of sRGB (SMPTE EG 432-1).
std::string p3_profile() {
    const cmsCIExyY white{0.3127, 0.3290, 1.0};
    const cmsCIExyYTRIPLE primaries{{0.680, 0.320, 1.0}, {0.265, 0.690, 1.0}, {0.150, 0.060, 1.0}};
    // sRGB's curve, IEC 61966-2-1.
    const std::array<double, 5> parameters = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    cmsToneCurve* curve = cmsBuildParametricToneCurve(nullptr, 4, parameters.data());
    std::array<cmsToneCurve*, 3> curves = {curve, curve, curve};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves.data());
    cmsUInt32Number size = 0;
    EXPECT_TRUE(cmsSaveProfileToMem(profile, nullptr, &size));
    std::string bytes(size, '\0');
    EXPECT_TRUE(cmsSaveProfileToMem(profile, bytes.data(), &size));
    cmsCloseProfile(profile);
    cmsFreeToneCurve(curve);
    return bytes;
}

// The picture with the profile after its first marker (ICC.1:2010, annex B.4).
std::string jpeg_with_profile(const std::string& profile) {
    const std::string data = "ICC_PROFILE\0\x01\x01"s + profile;
    const std::size_t length = data.size() + 2;
    std::string segment = "\xFF\xE2"s;
    segment += static_cast<char>(length >> 8U);
    segment += static_cast<char>(length & 0xFFU);
    return picture_bytes("baseline_420.jpg").insert(2, segment + data);
}

Colour red_quarter_of(const std::string& bytes) {
    const auto picture = decode_picture_bytes(bytes, kPictureLimits);
    EXPECT_TRUE(picture) << to_string(picture.error());
    return picture ? colour_at(picture->frame, 12, 8) : Colour{};
}

// From (220, 20, 20) in P3: linear 0.716 and 0.007, times 1.2249 and -0.2247, is 0.875, which is
// 240; green and blue fall below zero.
TEST(ColourProfile, OfTelephonesIsConverted) {
    const Colour red = red_quarter_of(jpeg_with_profile(p3_profile()));
    EXPECT_NEAR(red[0], 240, 4);
    EXPECT_LE(red[1], 6);
    EXPECT_LE(red[2], 6);
}

TEST(ColourProfile, ThatIsBrokenChangesNothing) {
    const Colour plain = red_quarter_of(picture_bytes("baseline_420.jpg"));
    EXPECT_EQ(red_quarter_of(jpeg_with_profile("nonsense")), plain);
    EXPECT_EQ(red_quarter_of(jpeg_with_profile(p3_profile().substr(0, 200))), plain);
}

}  // namespace
}  // namespace hibari::media
