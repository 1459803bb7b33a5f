#include "trust/c2pa/ingredient_trailer.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

std::optional<Ingredient> read(const std::string& file) {
    MemorySource source(file);
    auto found = read_trailer(source);
    EXPECT_TRUE(found);
    return found.value_or(std::nullopt);
}

TEST(IngredientTrailer, ComesBackFromTheEndOfAFile) {
    const Ingredient upload{
        .title = "upload",
        .media_type = "image/jpeg",
        .store = "bytes of a store",
        .statuses =
            {{.kind = ValidationStatus::Kind::kFailure,
              .code = "signingCredential.untrusted",
              .url = "self#jumbf=/c2pa/x",
              .explanation = {}}}
    };
    const auto found = read("a file" + write_trailer(upload));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->title, "upload");
    EXPECT_EQ(found->media_type, "image/jpeg");
    EXPECT_EQ(found->store, upload.store);
    ASSERT_EQ(found->statuses.size(), 1U);
    EXPECT_EQ(found->statuses[0].code, "signingCredential.untrusted");
    EXPECT_EQ(found->statuses[0].kind, ValidationStatus::Kind::kFailure);
}

TEST(IngredientTrailer, IsNothingWithoutAManifest) {
    EXPECT_EQ(
        write_trailer({.title = "upload", .media_type = "image/png", .store = {}, .statuses = {}}),
        ""
    );
}

TEST(IngredientTrailer, IsNothingInOtherFiles) {
    EXPECT_FALSE(read(""));
    EXPECT_FALSE(read("a file that ends like any other"));
    EXPECT_FALSE(read(std::string(100, '\xff')));
    const std::string file =
        "a file" +
        write_trailer({.title = "upload", .media_type = "image/png", .store = "s", .statuses = {}});
    for (std::size_t size = 0; size < file.size(); ++size) {
        EXPECT_FALSE(read(file.substr(0, size)));
    }
}

}  // namespace
}  // namespace hibari::trust
