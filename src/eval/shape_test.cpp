#include "eval/shape.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

/// A track that shows the pixels of `is_inside`, of 40 x 40, in each of five frames.
template <typename Inside>
Track track(const Inside& is_inside) {
    Blob blob;
    for (int y = 0; y < 40; ++y) {
        for (int x = 0; x < 40; ++x) {
            if (is_inside(x - 19.5, y - 19.5)) {
                blob.silhouette.add(x + 0.5, y + 0.5, 1.0);
            }
        }
    }
    Track out;
    out.sights.assign(5, Sight{.blob = blob});
    return out;
}

TEST(ShapeOf, TellsWhatStandsInFrontOfIt) {
    EXPECT_EQ(shape_of(track([](double x, double y) { return std::hypot(x, y) < 14.0; })), "ball");
    // A cube seen on a corner, from a little above.
    EXPECT_EQ(
        shape_of(track([](double x, double y) {
            return std::abs(x) < 16.0 && std::abs(y) < 17.0 - 0.3 * std::abs(x);
        })),
        "cube"
    );
    EXPECT_EQ(
        shape_of(track([](double x, double y) {
            const double bow = 3.0 * std::sqrt(std::max(1.0 - x * x / 144.0, 0.0));
            return std::abs(x) < 12.0 && std::abs(y) < 13.0 + bow;
        })),
        "cylinder"
    );
    // With the foot that cones of the simulator have.
    EXPECT_EQ(
        shape_of(track([](double x, double y) {
            return (y > 14.0 && y < 18.0 && std::abs(x) < 13.0) ||
                   (y > -16.0 && y <= 14.0 && std::abs(x) < 2.0 + 0.25 * (y + 16.0));
        })),
        "cone"
    );
}

TEST(ShapeOf, HasNoNameForWhatIsNeverSeenAsAWhole) {
    Track cut = track([](double x, double y) { return std::hypot(x, y) < 14.0; });
    for (auto& sight : cut.sights) {
        sight->is_partial = true;
    }
    EXPECT_EQ(shape_of(cut), "");
    for (auto& sight : cut.sights) {
        sight->is_partial = false;
        sight->is_crowded = true;
    }
    EXPECT_EQ(shape_of(cut), "");
    EXPECT_EQ(shape_of(Track{}), "");
}

}  // namespace
}  // namespace hibari::eval
