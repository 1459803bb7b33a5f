#include "domain/files.h"

#include "domain/testing_house.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace hibari::domain {
namespace {

TEST(Files, AreKeptUnderNamesThatCanBeShown) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const auto file = house.files->create(
        ann, {.name = "../../etc/\npass\x01wd\xff", .purpose = "vision"}, "hello"
    );
    ASSERT_TRUE(file) << to_string(file.error());
    EXPECT_EQ(file->name, "../../etc/passwd\xEF\xBF\xBD");
    EXPECT_EQ(file->bytes, 5);
    const auto bytes = house.blobs->open(file->blob());
    ASSERT_TRUE(bytes);
    std::string read(10, '\0');
    EXPECT_EQ(::read(bytes->number(), read.data(), read.size()), 5);
    EXPECT_EQ(read.substr(0, 5), "hello");
}

TEST(Files, AreNobodyElsesBusiness) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const Principal bob = house.somebody("bob@example.org");
    const auto file = house.files->create(ann, {.name = "a", .purpose = "vision"}, "x");
    EXPECT_EQ(house.files->find(bob, file->id).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(house.files->remove(bob, file->id).error().code, ErrorCode::kNotFound);
    bool more = true;
    EXPECT_TRUE(house.files->list(bob, {}, "", more)->empty());
    EXPECT_EQ(house.files->list(ann, {}, "", more)->size(), 1U);
    EXPECT_EQ(house.files->list(ann, {}, "batch", more)->size(), 0U);
}

TEST(Files, GoWithTheirBytesWhenTheyAreDeletedOrExpire) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const auto kept = house.files->create(ann, {.name = "a", .purpose = "vision"}, "x");
    const auto brief = house.files->create(
        ann,
        {.name = "b",
         .purpose = "vision",
         .content_type = {},
         .expires_after = std::chrono::hours(1)},
        "y"
    );
    house.clock.advance(std::chrono::minutes(59));
    EXPECT_EQ(*house.files->expire(), 0);
    house.clock.advance(std::chrono::minutes(2));
    EXPECT_FALSE(house.files->find(ann, brief->id));
    EXPECT_EQ(*house.files->expire(), 1);
    EXPECT_FALSE(house.blobs->facts(brief->blob()));
    ASSERT_TRUE(house.files->remove(ann, kept->id));
    EXPECT_FALSE(house.blobs->facts(kept->blob()));
}

}  // namespace
}  // namespace hibari::domain
