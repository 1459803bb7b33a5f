#include "base/rng.h"
#include "trust/c2pa/mp4_boxes.h"
#include "trust/c2pa/read_manifest.h"
#include "trust/c2pa/sign_file.h"
#include "trust/c2pa/testing.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

using testing::Layout;

// Places of the bytes that the digest of the file covers.
std::vector<std::size_t> hashed_places(const std::string& file) {
    MemorySource source(file);
    std::vector<std::size_t> places;
    const std::vector<Mp4Box> boxes = *list_boxes(source, 0, file.size());
    for (const Mp4Box& box : boxes) {
        for (std::uint64_t at = box.offset; at < box.end(); ++at) {
            if (box.type != "ftyp" && box.type != "uuid") {
                places.push_back(at);
            }
        }
    }
    return places;
}

TEST(FlippedBytes, AThousandOfHashedBoxesAreAllCaught) {
    constexpr int kFlipsPerLayout = 250;
    const SystemClock clock;
    const testing::TestAuthority authority = testing::make_authority(clock);
    const ReadOptions options{.anchors = {authority.root.certificate}};
    Rng rng(7);
    int wrong_digests = 0;
    for (const Layout layout :
         {Layout::kIndexFirst, Layout::kIndexLast, Layout::kWide, Layout::kFragments}) {
        const std::string file = *sign_bytes(
            testing::make_mp4(layout), MediaFormat::kMp4, testing::make_info(), *authority.signer
        );
        ASSERT_EQ(read_manifest_bytes(file, options)->verdict, ManifestVerdict::kTrusted);
        const std::vector<std::size_t> places = hashed_places(file);
        for (int i = 0; i < kFlipsPerLayout; ++i) {
            std::string changed = file;
            char& byte = changed[places[rng.index(places.size())]];
            byte = static_cast<char>(byte ^ static_cast<char>(1U << rng.index(8)));
            const auto report = read_manifest_bytes(changed, options);
            // A header of a box that no longer fits is an error already.
            EXPECT_TRUE(!report || report->has("assertion.bmffHash.mismatch"));
            wrong_digests += report ? 1 : 0;
        }
    }
    EXPECT_GE(wrong_digests, 500);
}

}  // namespace
}  // namespace hibari::trust
