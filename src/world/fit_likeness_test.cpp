#include "world/fit_likeness.h"

#include "likeness/testing/drawn_pack.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

using likeness::drawn_person;
using likeness::drawn_thing;
using likeness::LikenessPack;

TEST(FitLikeness, AHeadIsAsLargeAsAHead) {
    for (int i = 0; i < likeness::kDrawnPeople; ++i) {
        const auto form = fit_likeness(drawn_person(i));
        ASSERT_TRUE(form) << form.error().message;
        const LikenessForm& head = **form;
        EXPECT_EQ(head.kind, LikenessKind::kHuman);
        const float chin = head.center.y - head.half.y;
        EXPECT_GT(head.half.x, 0.07F) << head.name;
        EXPECT_LT(head.half.x, 0.16F) << head.name;
        EXPECT_LT(chin, -0.09F) << head.name;
        EXPECT_GT(head.center.y + head.half.y, 0.11F) << head.name;
        EXPECT_NEAR(head.picture.mouth.y, -0.062F, 0.006F) << head.name;
        EXPECT_NEAR(head.picture.left_eye.x, 0.032F, 0.003F) << head.name;
        EXPECT_EQ(head.picture.view_count, 3) << head.name;
        EXPECT_GT(head.shoulder_half_m, 0.15F) << head.name;
    }
}

TEST(FitLikeness, TakesColoursFromThePictures) {
    const auto form = fit_likeness(drawn_person(1));  // dark skin, a yellow and blue top
    ASSERT_TRUE(form);
    ASSERT_TRUE((*form)->skin && (*form)->hair);
    EXPECT_GT((*form)->skin->x, (*form)->skin->z);
    EXPECT_LT((*form)->skin->x, 0.25F);
    EXPECT_LT((*form)->hair->x, 0.05F);
}

TEST(FitLikeness, TheSolidLiesInItsBoxAndItsSlopesAreWhatItSays) {
    for (const LikenessPack& pack : {drawn_person(0), drawn_thing(0), drawn_thing(1)}) {
        const auto form = fit_likeness(pack);
        ASSERT_TRUE(form) << form.error().message;
        const Relief& relief = (*form)->relief;
        const Vec3 half = (*form)->half;
        const float cell = 2.0F * half.x / static_cast<float>(relief.width - 1);
        float steepest = 0.0F;
        bool any = false;
        for (int y = 0; y < relief.height; ++y) {
            for (int x = 0; x + 1 < relief.width; ++x) {
                const int at = y * relief.width + x;
                const bool rim = x == 0 || y == 0 || y + 1 == relief.height;
                any = any || relief.front[at] > relief.back[at];
                EXPECT_FALSE(rim && relief.front[at] > relief.back[at]);
                EXPECT_LE(relief.front[at], 1.0F);
                EXPECT_GE(relief.back[at], -1.0F);
                steepest = std::max(
                    steepest, std::fabs(relief.front[at + 1] - relief.front[at]) * half.z / cell
                );
            }
        }
        EXPECT_TRUE(any);
        EXPECT_LE(relief.caution, 1.001F / std::sqrt(1.0F + steepest * steepest));
        EXPECT_GT(relief.caution, 0.2F);
    }
}

TEST(FitLikeness, AThingHasTheSizeThatItsOwnerSaid) {
    LikenessPack mug = drawn_thing(0);
    mug.size_m = 0.5;
    const auto form = fit_likeness(mug);
    ASSERT_TRUE(form);
    // Three empty cells on either side.
    EXPECT_NEAR(2.0F * std::max((*form)->half.x, (*form)->half.y), 0.5F, 0.05F);
    EXPECT_TRUE((*form)->picture.same_behind);
}

TEST(FitLikeness, SaysWhatIsMissing) {
    LikenessPack faceless = drawn_person(0);
    for (likeness::View& view : faceless.views) {
        view.face.reset();
    }
    EXPECT_EQ(fit_likeness(faceless).error().code, ErrorCode::kInvalidArgument);
    LikenessPack nothing = drawn_thing(0);
    for (std::size_t i = 3; i < nothing.views[0].rgba.size(); i += 4) {
        nothing.views[0].rgba[i] = 0;
    }
    EXPECT_FALSE(fit_likeness(nothing));
}

}  // namespace
}  // namespace hibari::world
