#include "trust/c2pa/sign_file.h"

#include "trust/c2pa/mp4_boxes.h"
#include "trust/c2pa/testing.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

using testing::Layout;

class SignFile : public ::testing::Test {
  protected:
    std::string sign(
        const std::string& bytes,
        MediaFormat format,
        const ManifestInfo& info = testing::make_info()
    ) {
        auto made = sign_bytes(bytes, format, info, *authority_.signer);
        EXPECT_TRUE(made) << to_string(made.error());
        return made.value_or("");
    }

    FakeClock clock_;
    testing::TestAuthority authority_ = testing::make_authority(clock_);
};

std::vector<Mp4Box> boxes_of(const std::string& file) {
    MemorySource source(file);
    return *list_boxes(source, 0, file.size());
}

// What lies at the places that stco, co64 or tfhd name.
std::vector<std::string> chunks_at_named_places(const std::string& file, Layout layout) {
    std::vector<std::string> found;
    const bool is_wide = layout == Layout::kWide;
    std::size_t at = 0;
    for (const std::string& chunk : testing::kChunks) {
        std::uint64_t place = 0;
        if (layout == Layout::kFragments) {
            at = file.find("tfhd", at) + 4;
            place = big_endian(file, at + 8, 8);
        } else {
            const std::size_t list = file.find(is_wide ? "co64" : "stco") + 12;
            const std::size_t width = is_wide ? 8 : 4;
            place = big_endian(file, list + found.size() * width, width);
        }
        found.push_back(file.substr(place, chunk.size()));
    }
    return found;
}

TEST_F(SignFile, PutsTheManifestBehindTheFileTypeAndMovesEveryPlace) {
    for (const Layout layout :
         {Layout::kIndexFirst, Layout::kIndexLast, Layout::kWide, Layout::kFragments}) {
        const std::string plain = testing::make_mp4(layout);
        ASSERT_EQ(chunks_at_named_places(plain, layout), testing::kChunks);
        const std::string signed_file = sign(plain, MediaFormat::kMp4);
        EXPECT_EQ(chunks_at_named_places(signed_file, layout), testing::kChunks);
        const std::vector<Mp4Box> boxes = boxes_of(signed_file);
        ASSERT_GE(boxes.size(), 4U);
        EXPECT_EQ(boxes[0].type, "ftyp");
        EXPECT_EQ(boxes[1].type, "uuid");
        EXPECT_EQ(boxes.size(), boxes_of(plain).size() + 1);
    }
}

TEST_F(SignFile, ReplacesTheManifestThatIsThere) {
    for (const auto& [bytes, format] :
         {std::pair(testing::make_mp4(Layout::kIndexFirst), MediaFormat::kMp4),
          std::pair(testing::make_jpeg(), MediaFormat::kJpeg),
          std::pair(testing::make_webp(), MediaFormat::kWebp)}) {
        const std::string once = sign(bytes, format);
        const std::string twice = sign(once, format);
        EXPECT_EQ(once.size(), twice.size());
        EXPECT_NE(once, twice);
    }
}

TEST_F(SignFile, FilesComeOutLikeBytes) {
    const std::filesystem::path folder = std::filesystem::path(::testing::TempDir());
    const auto from = folder / "sign_file_from.mp4";
    const auto to = folder / "sign_file_to.mp4";
    const std::string plain = testing::make_mp4(Layout::kIndexLast);
    {
        ASSERT_TRUE(FileSink::create(from)->append(plain));
    }
    ASSERT_TRUE(sign_file(from, to, MediaFormat::kMp4, testing::make_info(), *authority_.signer));
    FileSource source = *FileSource::open(to);
    EXPECT_EQ(source.size(), sign(plain, MediaFormat::kMp4).size());
    EXPECT_FALSE(sign_file(from, from, MediaFormat::kMp4, testing::make_info(), *authority_.signer)
    );
    std::filesystem::remove(from);
    std::filesystem::remove(to);
}

TEST_F(SignFile, RefusesWhatAManifestCannotSay) {
    ManifestInfo info = testing::make_info(ManifestKind::kRemix);
    const auto made =
        sign_bytes(testing::make_jpeg(), MediaFormat::kJpeg, info, *authority_.signer);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::kInvalidArgument);
}

TEST_F(SignFile, RefusesCutFiles) {
    const std::string file = testing::make_mp4(Layout::kIndexFirst);
    for (std::size_t size = 1; size < 47; ++size) {
        const auto made = sign_bytes(
            std::string_view(file).substr(0, file.size() - size),
            MediaFormat::kMp4,
            testing::make_info(),
            *authority_.signer
        );
        EXPECT_FALSE(made) << size;
    }
}

}  // namespace
}  // namespace hibari::trust
