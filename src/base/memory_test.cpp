#include "base/memory.h"

#include "base/files.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <limits>
#include <string>

namespace hibari {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

class GroupMemory : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "hibari-memory-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }

    void TearDown() override { fs::remove_all(folder_); }

    void write(const std::string& path, const std::string& text) {
        const fs::path file = folder_ / path;
        fs::create_directories(file.parent_path());
        ASSERT_TRUE(write_file(file, text, Existing::kReplace));
    }

    std::int64_t left() const { return group_memory_bytes(folder_ / "groups", folder_ / "mount"); }

    fs::path folder_;
};

TEST_F(GroupMemory, NoGroupIsNoLimit) {
    EXPECT_EQ(left(), kNoLimit);
    write("groups", "0::/\n");
    write("mount/memory.max", "max\n");
    EXPECT_EQ(left(), kNoLimit);
}

TEST_F(GroupMemory, TheTightestGroupOnTheWayCounts) {
    write("groups", "0::/system.slice/hibari.service\n");
    write("mount/system.slice/memory.max", "5000\n");
    write("mount/system.slice/memory.current", "1000\n");
    write("mount/system.slice/hibari.service/memory.max", "3000\n");
    write("mount/system.slice/hibari.service/memory.current", "500\n");
    EXPECT_EQ(left(), 2500);
}

TEST_F(GroupMemory, CachedFilesCountAsFree) {
    write("groups", "0::/\n");
    write("mount/memory.max", "2000\n");
    write("mount/memory.current", "2000\n");
    write("mount/memory.stat", "anon 100\ninactive_file 1500\n");
    EXPECT_EQ(left(), 1500);
}

TEST_F(GroupMemory, ReadsVersionOne) {
    write("groups", "9:cpu,cpuacct:/a\n7:memory:/a\n0::/\n");
    write("mount/memory/a/memory.limit_in_bytes", "4000\n");
    write("mount/memory/a/memory.usage_in_bytes", "1000\n");
    write("mount/memory/a/memory.stat", "inactive_file 1\ntotal_inactive_file 200\n");
    EXPECT_EQ(left(), 3200);
}

TEST(Memory, SomeIsAvailableAndSomeIsTaken) {
    EXPECT_GT(available_memory_bytes(), 0);
    EXPECT_GT(resident_memory_bytes(), 1 << 20);
}

}  // namespace
}  // namespace hibari
