#include "likeness/testing/drawn_pack.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace hibari::likeness {
namespace {

TEST(DrawnPack, SomebodyAndSomethingCanBeStored) {
    const std::filesystem::path folder = testing::TempDir();
    const LikenessPack person = drawn_person(0);
    const auto file = folder / ("drawn_" + person.name + ".pack");
    ASSERT_TRUE(write_pack(file, person));
    EXPECT_EQ(read_pack(file)->views.size(), 3U);
    for (int i = 0; i < 2; ++i) {
        const LikenessPack pack = drawn_thing(i);
        EXPECT_TRUE(write_pack(folder / ("drawn_" + pack.name + ".pack"), pack)) << pack.name;
    }
}

}  // namespace
}  // namespace hibari::likeness
