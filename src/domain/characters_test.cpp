#include "domain/characters.h"

#include "domain/testing_house.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

TEST(Characters, AreMadeFoundRenamedAndRemoved) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const auto made = house.characters->create(ann, " Ann Lee ", house.temporary("clip"));
    ASSERT_TRUE(made) << to_string(made.error());
    EXPECT_TRUE(is_id(made->id, "char_"));
    EXPECT_EQ(made->name, "Ann Lee");
    EXPECT_EQ(made->bytes, 4);
    EXPECT_TRUE(house.blobs->facts(made->blob()));
    EXPECT_EQ(house.characters->rename(ann, made->id, "Bo")->name, "Bo");
    EXPECT_EQ(house.characters->find(ann, made->id)->name, "Bo");
    EXPECT_EQ(house.characters->list(ann, {})->characters.size(), 1U);
    ASSERT_TRUE(house.characters->remove(ann, made->id));
    EXPECT_EQ(house.characters->find(ann, made->id).error().code, ErrorCode::kNotFound);
    EXPECT_FALSE(house.blobs->facts(made->blob()));
}

TEST(Characters, KeepTheirPackBesideTheClip) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const auto made =
        house.characters->create(ann, "Mossy", house.temporary("clip"), house.temporary("a pack"));
    ASSERT_TRUE(made) << to_string(made.error());
    EXPECT_EQ(house.blobs->facts(made->pack())->size_bytes, 6U);
    ASSERT_TRUE(house.characters->remove(ann, made->id));
    EXPECT_FALSE(house.blobs->facts(made->pack()));
}

TEST(Characters, HaveANameThatCanBeSaid) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    EXPECT_EQ(house.characters->create(ann, " \t ", house.temporary("clip")).error().field, "name");
    const auto made = house.characters->create(ann, "Ann", house.temporary("clip"));
    EXPECT_EQ(house.characters->rename(ann, made->id, "  ").error().field, "name");
    EXPECT_EQ(house.characters->find(ann, made->id)->name, "Ann");
}

TEST(Characters, BelongToTheirProject) {
    House house;
    const Principal ann = house.somebody("ann@example.org");
    const Principal bob = house.somebody("bob@example.org");
    const auto made = house.characters->create(ann, "Ann", house.temporary("clip"));
    EXPECT_EQ(house.characters->find(bob, made->id).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(house.characters->rename(bob, made->id, "Bob").error().code, ErrorCode::kNotFound);
    EXPECT_EQ(house.characters->remove(bob, made->id).error().code, ErrorCode::kNotFound);
    EXPECT_TRUE(house.characters->list(bob, {})->characters.empty());
    EXPECT_EQ(house.characters->find(ann, made->id)->name, "Ann");
}

TEST(Characters, AreNamedByWholeWords) {
    EXPECT_TRUE(is_named("Ann", "ann waves"));
    EXPECT_TRUE(is_named("Ann", "This is ANN."));
    EXPECT_TRUE(is_named("Ann", "Joanne, then Ann's dog"));
    EXPECT_TRUE(is_named("Ann Lee", "here comes Ann Lee!"));
    EXPECT_FALSE(is_named("Ann", "Anna waves to Joann"));
    EXPECT_FALSE(is_named("Ann Lee", "Ann and Lee"));
    EXPECT_FALSE(is_named("Ann", ""));
    EXPECT_FALSE(is_named("  ", "Ann"));
    EXPECT_TRUE(is_named("\xC3\x89milie", "\xC3\x89milie rit"));
    EXPECT_TRUE(is_named("Ann", "\u201CAnn\u201D waves"));
    EXPECT_TRUE(is_named("Ann", "Ann\u2019s dog"));
    EXPECT_TRUE(is_named("Ann", "then Ann\u2014tired\u2014sits"));
    EXPECT_TRUE(is_named("O\u2019Brien", "O\u2019Brien waves"));
    EXPECT_TRUE(is_named("\u5C0F\u660E", "\u4ECA\u5929\u5C0F\u660E\u5728\u8DD1\u6B65"))
        << "no spaces";
    EXPECT_TRUE(is_named("\uBBFC\uC218", "\uBBFC\uC218\uAC00 \uB6F4\uB2E4")) << "a particle";
    EXPECT_FALSE(
        is_named("\u0410\u043D\u043D", "\u0410\u043D\u043D\u0430 \u043C\u0430\u0448\u0435\u0442")
    );
    EXPECT_FALSE(is_named("mil", "\xC3\xA9mil rit")) << "a name inside a name of another script";
}

}  // namespace
}  // namespace hibari::domain
