#include "net/body.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <sys/stat.h>
#include <utility>
#include <vector>

namespace hibari::net {
namespace {

Body write(std::size_t memory_bytes_max, const std::vector<std::string>& pieces) {
    BodyWriter writer(std::filesystem::temp_directory_path(), memory_bytes_max);
    for (const std::string& piece : pieces) {
        EXPECT_TRUE(writer.append(piece));
    }
    return std::move(writer.finish().value());
}

TEST(Body, KeepsSmallOnesInMemory) {
    const Body body = write(10, {"hello", "world"});
    EXPECT_EQ(body.view(), "helloworld");
    EXPECT_EQ(body.file_number(), -1);
}

TEST(Body, MapsLargeOnesFromAFileWithoutAName) {
    const Body body = write(9, {"hello", "world", "!"});
    EXPECT_EQ(body.view(), "helloworld!");
    ASSERT_GE(body.file_number(), 0);
    struct stat status{};
    ASSERT_EQ(fstat(body.file_number(), &status), 0);
    EXPECT_EQ(status.st_nlink, 0U);
    EXPECT_EQ(status.st_size, 11);
}

TEST(Body, ViewsSurviveAMove) {
    for (const std::size_t memory_bytes_max : {std::size_t{0}, std::size_t{100}}) {
        Body first = write(memory_bytes_max, {"ab"});
        const std::string_view view = first.view();
        const Body second = std::move(first);
        EXPECT_EQ(view, "ab");
        EXPECT_EQ(second.view().data(), view.data());
    }
}

TEST(Body, IsEmptyWithoutBytes) {
    EXPECT_TRUE(Body().empty());
    EXPECT_TRUE(write(0, {}).empty());
    EXPECT_TRUE(write(0, {""}).empty());
}

TEST(Body, SaysWhenTheFolderIsMissing) {
    BodyWriter writer("no/such/folder", 0);
    const auto result = writer.append("x");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace hibari::net
