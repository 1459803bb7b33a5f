#include "base/descriptor.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <utility>

namespace hibari {
namespace {

bool is_open(int number) {
    return fcntl(number, F_GETFD) >= 0;
}

TEST(FileDescriptor, ClosesWhatItOwns) {
    int number = -1;
    {
        const FileDescriptor file(open("/dev/null", O_RDONLY | O_CLOEXEC));
        ASSERT_TRUE(file);
        number = file.number();
        EXPECT_TRUE(is_open(number));
    }
    EXPECT_FALSE(is_open(number));
}

TEST(FileDescriptor, MovesOwnership) {
    FileDescriptor first(open("/dev/null", O_RDONLY | O_CLOEXEC));
    const int number = first.number();
    FileDescriptor second = std::move(first);
    EXPECT_FALSE(first
    );  // NOLINT(bugprone-use-after-move): what a moved-from one holds is promised.
    EXPECT_EQ(second.number(), number);
    second = FileDescriptor();
    EXPECT_FALSE(is_open(number));
}

TEST(FileDescriptor, ReleasesWithoutClosing) {
    FileDescriptor file(open("/dev/null", O_RDONLY | O_CLOEXEC));
    const int number = file.release();
    EXPECT_FALSE(file);
    EXPECT_TRUE(is_open(number));
    ::close(number);
}

}  // namespace
}  // namespace hibari
